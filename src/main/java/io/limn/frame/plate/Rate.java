package io.limn.frame.plate;

/** Frames per second as a fraction, e.g. 24000/1001; both above 0. */
public record Rate(int numerator, int denominator) {
    public Rate {
        if (numerator <= 0 || denominator <= 0) {
            throw new IllegalArgumentException("a frame rate is above 0, not " + numerator + "/" + denominator);
        }
    }
}
