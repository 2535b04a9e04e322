package io.limn.edit;

import io.limn.parsing.LabelLayer;
import io.limn.parsing.Parsing;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/**
 * The pixels that edits have changed in a frame, to be carried to other frames of its shot. A pixel applies only where the other frame has
 * a person, or background, like the edited frame before its edits: so outlines follow each frame, and labels the edit. Immutable.
 */
public final class EditMask {
    private static final long UNCHANGED = -1;
    /** Flag beside the value: the pixel was not background before the edits. */
    private static final long TAKEN = 1L << 56;

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
            long taken = before.main().ids()[at] == 0 ? 0 : TAKEN;
            values[at] = value == value(before, at) ? UNCHANGED : value | taken;
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

    /** Where a pixel's content was in the mask's frame. */
    @FunctionalInterface
    public interface Origin {
        /** @return the pixel's index; -1 if it isn't known */
        int of(int x, int y);
    }

    /** The mask carried to another frame of the same size. */
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

    /** Compressed bytes for {@link #unpacked}; unchanged pixels take almost no space. */
    public byte[] packed() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Deflater fast = new Deflater(Deflater.BEST_SPEED);
        try (DataOutputStream out =
                new DataOutputStream(new BufferedOutputStream(new DeflaterOutputStream(bytes, fast), 1 << 16))) {
            out.writeInt(width);
            out.writeInt(height);
            for (long value : values) {
                out.writeLong(value);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("unexpected I/O error in memory", e);
        } finally {
            fast.end();
        }
        return bytes.toByteArray();
    }

    /** @throws IOException if the bytes are damaged */
    public static EditMask unpacked(byte[] bytes) throws IOException {
        try (DataInputStream in = new DataInputStream(
                new BufferedInputStream(new InflaterInputStream(new ByteArrayInputStream(bytes)), 1 << 16))) {
            int width = in.readInt();
            int height = in.readInt();
            long[] values = new long[Math.multiplyExact(width, height)];
            for (int i = 0; i < values.length; i++) {
                values[i] = in.readLong();
            }
            return new EditMask(width, height, values);
        }
    }

    public int width() {
        return width;
    }

    public int height() {
        return height;
    }

    public boolean isEmpty() {
        return Arrays.stream(values).allMatch(value -> value == UNCHANGED);
    }

    /**
     * A copy of a parsing of the mask's size with the mask's pixels applied; the given parsing is not changed.
     *
     * @param found ids of the main layer before any edit, which tell where the frame has persons
     */
    public Parsing on(Parsing parsing, byte[] found) {
        long[] different = Arrays.stream(values)
                .filter(value -> value != UNCHANGED)
                .distinct()
                .sorted()
                .toArray();
        int layers = parsing.layers().size();
        int most = Arrays.stream(different)
                .mapToInt(value -> (int) ((value & ~TAKEN) >> 8 * layers))
                .max()
                .orElse(1);
        EditedFrame frame = new EditedFrame(parsing, most);
        for (long value : different) {
            paint(frame, value, layers, found);
        }
        return frame.parsing();
    }

    private void paint(EditedFrame frame, long masked, int layers, byte[] found) {
        byte[] alpha = new byte[values.length];
        boolean taken = (masked & TAKEN) != 0;
        for (int at = 0; at < alpha.length; at++) {
            alpha[at] = (byte) (values[at] == masked && taken == (found[at] != 0) ? 255 : 0);
        }
        long value = masked & ~TAKEN;
        Area area = new Area(0, 0, width, height, alpha);
        int person = (int) (value >> 8 * layers);
        for (int layer = 0; layer < layers; layer++) {
            int id = (int) (value >> 8 * (layers - 1 - layer)) & 0xFF;
            new Paint(area, layer, id, layer == 0 && id > 0 ? person : 0, false).on(frame);
        }
    }
}
