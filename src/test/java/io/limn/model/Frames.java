package io.limn.model;

import io.limn.frame.Frame;
import java.awt.Color;

/** Frames drawn for tests. */
final class Frames {
    private Frames() {}

    static Frame black(int width, int height) {
        return new Frame(width, height, new byte[width * height * 3]);
    }

    static void fill(Frame frame, int left, int top, int width, int height, Color colour) {
        for (int y = top; y < top + height; y++) {
            for (int x = left; x < left + width; x++) {
                int at = (y * frame.width() + x) * 3;
                frame.bgr()[at] = (byte) colour.getBlue();
                frame.bgr()[at + 1] = (byte) colour.getGreen();
                frame.bgr()[at + 2] = (byte) colour.getRed();
            }
        }
    }
}
