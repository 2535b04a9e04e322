package io.limn.model.decode.query;

/** A query as one of the classes it may be. */
record Guess(int query, int label, float probability) {}
