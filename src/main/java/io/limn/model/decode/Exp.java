package io.limn.model.decode;

/** e^x in single precision, for loops over pixels. */
final class Exp {
    private static final float LOG2_E = 1.442695f;
    private static final float LEAST = -87;
    /** {@link #roughly} divides by this power of two and undoes it by squaring. */
    private static final float PARTS = 1 << 7;

    private Exp() {}

    /**
     * e^x with a relative error below 3e-7.
     *
     * @param x at most 80; 0 is returned below -87
     */
    public static float of(float x) {
        if (!(x > LEAST)) {
            return 0;
        }
        float power = x * LOG2_E;
        int whole = Math.round(power);
        float part = (power - whole) * 0.6931472f;
        // Taylor series over half an octave to either side: the seventh term is below 1e-7.
        float series =
                1 + part * (1 + part * (1 / 2f + part * (1 / 6f + part * (1 / 24f + part * (1 / 120f + part / 720f)))));
        return Float.intBitsToFloat((whole + 127) << 23) * series;
    }

    /**
     * e^x with an error below 2e-5, as the 128th power of e^(x/128). Has neither branches nor conversions, so that the JIT compiler vectorises
     * loops over it.
     *
     * @param x at most 0
     */
    static float roughly(float x) {
        float part = Math.max(x, -PARTS) / PARTS;
        float power = 1 + part + 0.5f * part * part;
        power *= power;
        power *= power;
        power *= power;
        power *= power;
        power *= power;
        power *= power;
        return power * power;
    }
}
