package io.limn.model.decode;

import io.limn.parsing.Mask;

/**
 * A part, a person, or a piece of background found by a query.
 *
 * @param label the class
 * @param score the class's probability times the mask's quality
 */
record Instance(int query, int label, float score, Mask mask) {}
