package io.limn.model.decode;

/** A query together with one class it may have. */
record ClassCandidate(int query, int label, float probability) {}
