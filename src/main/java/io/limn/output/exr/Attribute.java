package io.limn.output.exr;

import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * An attribute in an EXR file's header.
 *
 * @param type OpenEXR's name of the type
 * @param value the bytes stored in the file; never modified
 */
public record Attribute(String name, String type, byte[] value) {
    /** A string attribute, in UTF-8 of any length. */
    public static Attribute text(String name, String value) {
        return new Attribute(name, "string", value.getBytes(StandardCharsets.UTF_8));
    }

    public static Attribute int32(String name, int value) {
        return of(name, "int", bytes -> bytes.int32(value));
    }

    public static Attribute float32(String name, float value) {
        return of(name, "float", bytes -> bytes.float32(value));
    }

    /** A point in integer pixel coordinates. */
    public static Attribute v2i(String name, int x, int y) {
        return of(name, "v2i", bytes -> bytes.int32(x).int32(y));
    }

    public static Attribute v2f(String name, float x, float y) {
        return of(name, "v2f", bytes -> bytes.float32(x).float32(y));
    }

    /** A rectangle in integer pixel coordinates; right and bottom are inclusive. */
    public static Attribute box2i(String name, int left, int top, int right, int bottom) {
        return of(
                name,
                "box2i",
                bytes -> bytes.int32(left).int32(top).int32(right).int32(bottom));
    }

    /**
     * A rational number.
     *
     * @param denominator above 0
     */
    public static Attribute rational(String name, int numerator, int denominator) {
        return of(name, "rational", bytes -> bytes.int32(numerator).int32(denominator));
    }

    /**
     * A SMPTE ST 12-1 time code, packed as in OpenEXR's {@code timecode}.
     *
     * @param timeAndFlags hours, minutes, seconds and frames in BCD from the high byte down, with flags in the unused bits
     */
    public static Attribute timeCode(String name, int timeAndFlags, int userData) {
        return of(name, "timecode", bytes -> bytes.int32(timeAndFlags).int32(userData));
    }

    /** @param xy CIE 1931 x and y of red, green, blue and white */
    public static Attribute chromaticities(String name, double... xy) {
        if (xy.length != 8) {
            throw new IllegalArgumentException("chromaticities are 8 numbers, not " + xy.length);
        }
        return of(name, "chromaticities", bytes -> {
            for (double value : xy) {
                bytes.float32((float) value);
            }
        });
    }

    static Attribute of(String name, String type, Consumer<ExrBytes> value) {
        ExrBytes bytes = new ExrBytes(64);
        value.accept(bytes);
        return new Attribute(name, type, bytes.toByteArray());
    }
}
