package io.limn.model.decode;

/** A query with one class it may have, and the probability of that class, 0..1. */
record ClassCandidate(int query, int label, float probability) {}
