package io.limn.shot;

/**
 * A change of an area from one frame to the next.
 *
 * @param part {@code layer/label}
 * @param from pixels in the frame before
 * @param to pixels in this one
 */
public record Jump(String part, long from, long to) {
    /** Such as {@code left-arm goes from 536 to 80 pixels}. */
    public String text() {
        return part + " goes from " + from + " to " + to + " pixels";
    }

    /** The relative change: 0 for none, 1 for an area that appeared or vanished. */
    float size() {
        return (float) Math.abs(to - from) / Math.max(from, to);
    }
}
