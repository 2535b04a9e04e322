package io.limn.edit;

import io.limn.parsing.LabelLayer;
import io.limn.parsing.Parsing;
import java.util.Arrays;

/** What edits have made of pixels of a frame, to be carried to other frames of its shot. Immutable. */
public final class EditMask {
    private static final long UNCHANGED = -1;

    private final int width;
    private final int height;
    /** By pixel: the person and the ids of all layers, a byte each, the last layer's the lowest. */
    private final long[] values;

    private EditMask(int width, int height, long[] values) {
        this.width = width;
        this.height = height;
        this.values = values;
    }

    /** The pixels in which two parsings of one frame differ. */
    public static EditMask between(Parsing before, Parsing after) {
        long[] values = new long[before.personMap().ids().length];
        for (int at = 0; at < values.length; at++) {
            long value = value(after, at);
            values[at] = value == value(before, at) ? UNCHANGED : value;
        }
        return new EditMask(before.width(), before.height(), values);
    }

    private static long value(Parsing parsing, int at) {
        long value = parsing.personMap().ids()[at] & 0xFF;
        for (LabelLayer layer : parsing.layers()) {
            value = value << 8 | layer.ids()[at] & 0xFF;
        }
        return value;
    }

    /** Where a pixel's content was in the frame that the mask is of. */
    @FunctionalInterface
    public interface Origin {
        /** @return the pixel's index; -1 where it isn't known */
        int of(int x, int y);
    }

    /** The mask of another frame of the same size. */
    public EditMask moved(Origin origin) {
        long[] moved = new long[values.length];
        for (int y = 0, at = 0; y < height; y++) {
            for (int x = 0; x < width; x++, at++) {
                int from = origin.of(x, y);
                moved[at] = from < 0 ? UNCHANGED : values[from];
            }
        }
        return new EditMask(width, height, moved);
    }

    public boolean isEmpty() {
        return Arrays.stream(values).allMatch(value -> value == UNCHANGED);
    }

    /** A parsing of a frame of the mask's size, with the mask's pixels in it; the one that is given stays as it is. */
    public Parsing on(Parsing parsing) {
        long[] different = Arrays.stream(values)
                .filter(value -> value != UNCHANGED)
                .distinct()
                .sorted()
                .toArray();
        int layers = parsing.layers().size();
        int most = Arrays.stream(different)
                .mapToInt(value -> (int) (value >> 8 * layers))
                .max()
                .orElse(1);
        EditedFrame frame = new EditedFrame(parsing, most);
        for (long value : different) {
            paint(frame, value, layers);
        }
        return frame.parsing();
    }

    private void paint(EditedFrame frame, long value, int layers) {
        byte[] alpha = new byte[values.length];
        for (int at = 0; at < alpha.length; at++) {
            alpha[at] = (byte) (values[at] == value ? 255 : 0);
        }
        Area area = new Area(0, 0, width, height, alpha);
        int person = (int) (value >> 8 * layers);
        for (int layer = 0; layer < layers; layer++) {
            int id = (int) (value >> 8 * (layers - 1 - layer)) & 0xFF;
            new Paint(area, layer, id, layer == 0 && id > 0 ? person : 0, false).on(frame);
        }
    }
}
