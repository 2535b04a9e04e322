package io.limn.model.detail;

import io.limn.frame.Frame;
import io.limn.parsing.Box;
import java.util.Optional;

/**
 * A rectangle of a frame around a person.
 *
 * @param person the person's id
 * @param margin pixels between the person's box and the crop's edges, except edges that are the frame's
 * @param gain how much larger the network sees the person than in the whole frame
 */
record Crop(int person, int left, int top, int width, int height, int margin, double gain) {
    private static final double MARGIN = 0.15;
    private static final int LEAST_MARGIN = 16;

    static Crop around(int person, Box box, int frameWidth, int frameHeight) {
        int margin = Math.max(LEAST_MARGIN, (int) (MARGIN * Math.max(box.width(), box.height())));
        int left = Math.max(0, box.left() - margin);
        int top = Math.max(0, box.top() - margin);
        int right = Math.min(frameWidth, box.left() + box.width() + margin);
        int bottom = Math.min(frameHeight, box.top() + box.height() + margin);
        return new Crop(person, left, top, right - left, bottom - top, margin, 1);
    }

    Crop withGain(double other) {
        return new Crop(person, left, top, width, height, margin, other);
    }

    Frame of(Frame frame) {
        byte[] bgr = new byte[width * height * 3];
        for (int y = 0; y < height; y++) {
            System.arraycopy(frame.bgr(), ((top + y) * frame.width() + left) * 3, bgr, y * width * 3, width * 3);
        }
        return new Frame(width, height, bgr, frame.metadata().ofSize(width, height), Optional.empty());
    }

    /**
     * The crop's weight at a point: 1 in the middle, falling to 0 at its edges, except those that are the frame's.
     *
     * @param x in frame pixels
     * @param y in frame pixels
     */
    float weight(double x, double y, int frameWidth, int frameHeight) {
        double most = 1;
        most = left == 0 ? most : Math.min(most, (x - left) / margin);
        most = top == 0 ? most : Math.min(most, (y - top) / margin);
        most = left + width == frameWidth ? most : Math.min(most, (left + width - x) / margin);
        most = top + height == frameHeight ? most : Math.min(most, (top + height - y) / margin);
        double ramp = Math.max(0, Math.min(1, 2 * most));
        return (float) (ramp * ramp * (3 - 2 * ramp));
    }
}
