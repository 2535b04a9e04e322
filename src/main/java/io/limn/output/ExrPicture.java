package io.limn.output;

import io.limn.frame.Frame;
import io.limn.frame.plate.PlateMetadata;
import io.limn.frame.plate.PlatePixels;
import io.limn.output.exr.Channel;
import io.limn.output.exr.ExrHeader;
import io.limn.output.exr.ExrWriter;
import io.limn.output.exr.PixelType;
import io.limn.output.matte.Matte;
import io.limn.output.matte.MatteBounds;
import io.limn.output.matte.MatteFrame;
import io.limn.output.matte.MatteRows;
import io.limn.output.matte.Window;
import java.util.List;

/**
 * R, G, B and A of an EXR file, without which many programs show nothing: the plate, or everybody's matte in white, multiplied by itself
 * as EXR has it. For one thread.
 */
final class ExrPicture {
    private static final List<String> NAMES = List.of("R", "G", "B", "A");

    /** More bits than this are not exact in halves. */
    private static final int HALF_BITS = 10;

    private final int width;
    /** Null for the matte of all people. */
    private final PlatePixels plate;

    private final float[] rgba;
    private final Matte everybody;
    private final Window window;
    private final int[] indices;
    private final float[][] planes;

    /**
     * @param everybody their matte, as {@link MatteRows} has it
     * @param plate whether it is the plate
     * @throws IllegalArgumentException where it is to be the plate, and the frame was read without its own pixels
     */
    ExrPicture(Frame frame, MatteFrame soft, Matte everybody, ExrHeader header, boolean plate) {
        this.everybody = everybody;
        width = frame.width();
        this.plate = plate
                ? frame.plate()
                        .orElseThrow(
                                () -> new IllegalArgumentException("the frame was read without the plate's pixels"))
                : null;
        rgba = new float[plate ? NAMES.size() * width : 0];
        window = MatteBounds.of(everybody, soft).window();
        indices = NAMES.stream().mapToInt(header::indexOf).toArray();
        planes = new float[plate ? NAMES.size() : 1][width];
    }

    /** @param plate whether they are the plate's; floats where halves would lose some of it */
    static List<Channel> channels(PlateMetadata metadata, boolean plate) {
        boolean exact = !plate || metadata.bits() <= (metadata.floating() ? Short.SIZE : HALF_BITS);
        return NAMES.stream()
                .map(name -> new Channel(name, exact ? PixelType.HALF : PixelType.FLOAT))
                .toList();
    }

    /** Whether a row needs {@link MatteRows#read}. */
    boolean reads(int y) {
        return plate == null && window != null && y >= window.top() && y < window.bottom();
    }

    void row(int y, MatteRows rows, ExrWriter file) {
        if (plate != null) {
            pixels(y);
            for (int i = 0; i < indices.length; i++) {
                file.put(indices[i], planes[i], 0, width);
            }
        } else if (reads(y)) {
            rows.runs(everybody, window.left(), window.right(), planes[0], new ExrChannels(indices, file));
        }
    }

    private void pixels(int y) {
        plate.row(y, rgba);
        boolean straight = plate.alpha() && !plate.associated();
        for (int x = 0, at = 0; x < width; x++, at += 4) {
            float factor = straight ? rgba[at + 3] : 1;
            planes[0][x] = rgba[at] * factor;
            planes[1][x] = rgba[at + 1] * factor;
            planes[2][x] = rgba[at + 2] * factor;
            planes[3][x] = rgba[at + 3];
        }
    }
}
