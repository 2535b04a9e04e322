package io.limn.frame.header;

import java.util.Locale;

/**
 * A channel of an EXR part.
 *
 * @param name with its layer before the last dot
 * @param xStep pixels from one sample to the next
 * @param yStep rows from one sample to the next
 * @param perceptual whether B44 quantised its logarithm
 */
public record ExrChannel(String name, Type type, int xStep, int yStep, boolean perceptual) {
    /** What a sample is. */
    public enum Type {
        UINT(4),
        HALF(2),
        FLOAT(4);

        private final int bytes;

        Type(int bytes) {
            this.bytes = bytes;
        }

        public int bytes() {
            return bytes;
        }
    }

    /** Empty for the unnamed layer. */
    String layer() {
        return name.substring(0, Math.max(0, name.lastIndexOf('.')));
    }

    /** What it holds within its layer, in lower case: {@code r}, {@code a}, {@code z}. */
    String role() {
        String last = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return switch (last) {
            case "red" -> "r";
            case "green" -> "g";
            case "blue" -> "b";
            case "alpha" -> "a";
            default -> last;
        };
    }
}
