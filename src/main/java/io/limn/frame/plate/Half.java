package io.limn.frame.plate;

/** Numbers of 16 bits as IEEE 754 has them (binary16): 1 sign bit, 5 bits of exponent, 10 of mantissa. */
public final class Half {
    private static final float[] FLOATS = floats();

    private Half() {}

    private static float[] floats() {
        float[] all = new float[1 << 16];
        for (int bits = 0; bits < all.length; bits++) {
            all[bits] = decoded(bits);
        }
        return all;
    }

    private static float decoded(int bits) {
        int sign = (bits & 0x8000) << 16;
        int exponent = bits >> 10 & 31;
        int mantissa = bits & 0x3FF;
        if (exponent == 0) {
            float tiny = mantissa * 0x1p-24f;
            return sign == 0 ? tiny : -tiny;
        }
        int wide = exponent == 31 ? 0xFF : exponent - 15 + 127;
        return Float.intBitsToFloat(sign | wide << 23 | mantissa << 13);
    }

    /** @param bits only the low 16 are used */
    public static float toFloat(int bits) {
        return FLOATS[bits & 0xFFFF];
    }

    /** The nearest half, ties to even; infinite where the value is beyond 65504. */
    public static short of(float value) {
        int bits = Float.floatToRawIntBits(value);
        int sign = bits >>> 16 & 0x8000;
        int magnitude = bits & 0x7FFFFFFF;
        if (magnitude >= 0x7F800000) {
            int nan = magnitude == 0x7F800000 ? 0 : Math.max(1, magnitude >> 13 & 0x3FF);
            return (short) (sign | 0x7C00 | nan);
        }
        if (magnitude >= 0x477FF000) { // rounds to above 65504
            return (short) (sign | 0x7C00);
        }
        if (magnitude < 0x38800000) { // below 2^-14: no leading one
            float scaled = Float.intBitsToFloat(magnitude) * 0x1p24f;
            return (short) (sign | (int) Math.rint(scaled));
        }
        int rounded = magnitude + 0xFFF + (magnitude >> 13 & 1);
        return (short) (sign | rounded - (112 << 23) >> 13);
    }
}
