package io.limn.output;

import io.limn.frame.Frame;
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

    private final Frame frame;
    private final boolean plate;
    private final Window window;
    private final int[] indices;
    private final float[][] planes;

    ExrPicture(Frame frame, MatteFrame soft, ExrHeader header, boolean plate) {
        this.frame = frame;
        this.plate = plate;
        window = MatteBounds.of(Matte.wholePerson(0), soft).window();
        indices = NAMES.stream().mapToInt(header::indexOf).toArray();
        planes = new float[plate ? NAMES.size() : 1][frame.width()];
    }

    static List<Channel> channels() {
        return NAMES.stream().map(name -> new Channel(name, PixelType.HALF)).toList();
    }

    /** Whether a row needs {@link MatteRows#read}. */
    boolean reads(int y) {
        return !plate && window != null && y >= window.top() && y < window.bottom();
    }

    void row(int y, MatteRows rows, ExrWriter file) {
        if (plate) {
            pixels(y);
            for (int i = 0; i < indices.length; i++) {
                file.put(indices[i], planes[i], 0, frame.width());
            }
        } else if (reads(y)) {
            rows.matte(Matte.wholePerson(0), window.left(), window.right(), planes[0]);
            for (int index : indices) {
                file.put(index, planes[0], window.left(), window.right());
            }
        }
    }

    private void pixels(int y) {
        for (int x = 0, at = 3 * y * frame.width(); x < frame.width(); x++, at += 3) {
            planes[0][x] = (frame.bgr()[at + 2] & 0xFF) / 255f;
            planes[1][x] = (frame.bgr()[at + 1] & 0xFF) / 255f;
            planes[2][x] = (frame.bgr()[at] & 0xFF) / 255f;
            planes[3][x] = 1;
        }
    }
}
