package io.limn.parsing;

import io.limn.label.LabelSet;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Flattens regions that overlap into one label layer: the largest is painted first and the smallest last, so that a small
 * region (a hand, a belt) is never lost under a large one (a coat). Of equally large ones the surer, then the later one, lies
 * on top; a region of no pixels paints nothing.
 */
public final class MaskPainter {
    private record Sized(Mask mask, int area) {}

    private MaskPainter() {}

    /**
     * @param width of the frame
     * @param height of the frame
     * @throws IllegalArgumentException where a mask lies outside the frame or its label is not in the set
     */
    public static LabelLayer paint(LabelSet labels, int width, int height, List<Mask> masks) {
        List<Sized> order = new ArrayList<>(masks.size());
        for (Mask mask : masks) {
            check(mask, labels, width, height);
            order.add(new Sized(mask, mask.area()));
        }
        order.sort(Comparator.comparingInt((Sized sized) -> -sized.area())
                .thenComparingDouble(sized -> sized.mask().score()));
        byte[] ids = new byte[Math.multiplyExact(width, height)];
        for (Sized sized : order) {
            paint(sized.mask(), ids, width);
        }
        return new LabelLayer(labels, width, height, ids);
    }

    private static void paint(Mask mask, byte[] ids, int width) {
        Box bounds = mask.bounds();
        byte[] inside = mask.inside();
        byte label = (byte) mask.label();
        for (int row = 0, from = 0; row < bounds.height(); row++) {
            int at = (bounds.top() + row) * width + bounds.left();
            for (int end = at + bounds.width(); at < end; at++, from++) {
                if (inside[from] != 0) {
                    ids[at] = label;
                }
            }
        }
    }

    private static void check(Mask mask, LabelSet labels, int width, int height) {
        Box bounds = mask.bounds();
        if (bounds.left() < 0
                || bounds.top() < 0
                || bounds.left() > width - bounds.width()
                || bounds.top() > height - bounds.height()) {
            throw new IllegalArgumentException(bounds + " lies outside the frame of " + width + "x" + height);
        }
        if (mask.label() >= labels.size()) {
            throw new IllegalArgumentException("layer '" + labels.name() + "' has no label " + mask.label());
        }
    }
}
