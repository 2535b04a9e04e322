package io.limn.model.decode;

import io.limn.parsing.Mask;

/**
 * A part, or a person, or a piece of background that a query drew.
 *
 * @param label the class
 * @param score the class's probability times the mask's quality
 */
record Instance(int query, int label, float score, Mask mask) {}
