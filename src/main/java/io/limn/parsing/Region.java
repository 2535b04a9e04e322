package io.limn.parsing;

/**
 * A part or a person as the network drew it, before label map and person map made one of all: regions overlap.
 *
 * @param label of the main layer; {@link #WHOLE} for a whole person
 * @param person whose it is, {@link Person#id()}; 0 where that is unknown
 * @param score 0..1
 */
public record Region(int label, int person, float score, Mask mask) {
    public static final int WHOLE = 0;
}
