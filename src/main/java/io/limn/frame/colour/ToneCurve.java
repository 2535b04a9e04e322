package io.limn.frame.colour;

/**
 * How scene light goes into the 8-bit view, which ends at 1: unchanged up to {@value #KNEE}, above it compressed towards 1 by
 * {@code knee + (1 - knee) * t / (1 + t)}, {@code t = (light - knee) / (1 - knee)}, which continues with the same slope. Light of 1
 * comes out as 0.75, of 2 as 0.875, of 16 as 0.984, so that a highlight on skin keeps its shape. The curve is the same for every
 * frame: one that followed a frame's brightest pixel would make a shot flicker.
 */
final class ToneCurve {
    static final double KNEE = 0.5;

    private ToneCurve() {}

    /** @return 0..1; 0 for what is below 0 and for NaN */
    static double of(double light) {
        if (!(light > 0)) {
            return 0;
        }
        if (light <= KNEE) {
            return light;
        }
        double over = (light - KNEE) / (1 - KNEE);
        return Double.isInfinite(over) ? 1 : KNEE + (1 - KNEE) * over / (1 + over);
    }
}
