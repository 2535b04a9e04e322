package io.limn.parsing;

/**
 * A part or a person as the network predicted it, before the masks were merged into label map and person map; regions overlap.
 *
 * @param label of the main layer; {@link #WHOLE} for a whole person
 * @param person that it belongs to, {@link Person#id()}; 0 where unknown
 * @param score 0..1
 */
public record Region(int label, int person, float score, Mask mask) {
    public static final int WHOLE = 0;
}
