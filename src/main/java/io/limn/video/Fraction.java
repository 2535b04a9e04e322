package io.limn.video;

import java.util.Optional;

/** A fraction as ffprobe prints it, e.g. {@code 24000/1001}; both numbers above 0. */
record Fraction(long numerator, long denominator) {
    static final Fraction ONE = new Fraction(1, 1);

    /** Parses a fraction; empty if the text is empty, zero or not a fraction. */
    static Optional<Fraction> of(String text) {
        String[] parts = text.split("[/:]");
        try {
            long numerator = Long.parseLong(parts[0].strip());
            long denominator = parts.length > 1 ? Long.parseLong(parts[1].strip()) : 1;
            return numerator > 0
                            && denominator > 0
                            && numerator <= Integer.MAX_VALUE
                            && denominator <= Integer.MAX_VALUE
                    ? Optional.of(new Fraction(numerator, denominator))
                    : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    double value() {
        return (double) numerator / denominator;
    }

    Fraction inverted() {
        return new Fraction(denominator, numerator);
    }

    @Override
    public String toString() {
        return numerator + "/" + denominator;
    }
}
