package io.limn.video;

import java.math.BigDecimal;

/** Parses a frame rate: {@code 24}, {@code 23.976}, {@code 24000/1001}. */
final class VideoRate {
    private VideoRate() {}

    /** @throws IllegalArgumentException if it isn't a frame rate; the message is a sentence for the user */
    static Fraction parse(String text) {
        if (text.contains("/")) {
            return Fraction.of(text).orElseThrow(() -> wrong(text));
        }
        try {
            double rate = new BigDecimal(text.strip()).doubleValue();
            long whole = Math.round(rate);
            if (!(rate >= 1 && rate <= 1000)) {
                throw wrong(text);
            }
            if (Math.abs(rate - whole) < 1e-9) {
                return new Fraction(whole, 1);
            }
            // 23.976, 29.97 and 59.94 stand for n·1000/1001
            return Math.abs(rate - whole * 1000 / 1001.0) < 0.006
                    ? new Fraction(whole * 1000, 1001)
                    : new Fraction(Math.round(rate * 1000), 1000);
        } catch (NumberFormatException e) {
            throw wrong(text);
        }
    }

    private static IllegalArgumentException wrong(String text) {
        return new IllegalArgumentException(
                "--rate " + text + " is no rate; use frames per second, e.g. 24 or 24000/1001");
    }
}
