package io.limn.frame;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A number of pixels as a configuration writes it: {@code 2500000}, {@code 500K}, {@code 100M}, {@code 1G}; the suffixes are
 * powers of ten, as they are in megapixels.
 */
public record PixelCount(long pixels) {
    private static final Pattern FORM = Pattern.compile("(\\d{1,12})\\s*([KMG]?)", Pattern.CASE_INSENSITIVE);

    /**
     * @throws IllegalArgumentException where the text is none of the forms above
     */
    public static PixelCount parse(CharSequence text) {
        Matcher form = FORM.matcher(text.toString().strip());
        if (!form.matches()) {
            throw new IllegalArgumentException(
                    "'" + text + "' is not a number of pixels: write an integer with K, M or G after it, e.g. 100M");
        }
        long unit =
                switch (form.group(2).toUpperCase(Locale.ROOT)) {
                    case "K" -> 1_000L;
                    case "M" -> 1_000_000L;
                    case "G" -> 1_000_000_000L;
                    default -> 1L;
                };
        return new PixelCount(Long.parseLong(form.group(1)) * unit);
    }

    @Override
    public String toString() {
        return pixels % 1_000_000 == 0 ? pixels / 1_000_000 + "M" : Long.toString(pixels);
    }
}
