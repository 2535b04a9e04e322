package io.limn.config;

import java.net.URI;
import java.time.Duration;

/**
 * The one sentence in which a wrong setting is reported: {@code KEY=VALUE is not valid: FIX}.
 *
 * <p>All methods throw {@link InvalidSettingException} where the value is not valid.
 */
public final class Setting {
    private static final int LARGEST_PORT = 65_535;

    private Setting() {}

    /** @param fix what to set instead, as an imperative: {@code use 1 or more, e.g. 8} */
    public static void require(boolean valid, String key, Object value, String fix) {
        if (!valid) {
            throw invalid(key, value, fix);
        }
    }

    public static InvalidSettingException invalid(String key, Object value, String fix) {
        return new InvalidSettingException(key + "=" + shown(value) + " is not valid: " + fix);
    }

    public static void atLeast(String key, long value, long least, String example) {
        require(value >= least, key, value, "use " + least + " or more, e.g. " + example);
    }

    public static void between(String key, long value, long least, long most, String example) {
        require(value >= least && value <= most, key, value, "use " + least + " to " + most + ", e.g. " + example);
    }

    public static void positive(String key, Duration value, String example) {
        require(value.toMillis() > 0, key, value, "use a duration above zero, e.g. " + example);
    }

    /** Whole seconds in a range, as AWS takes them. */
    public static void seconds(String key, Duration value, Duration least, Duration most) {
        require(
                value.compareTo(least) >= 0 && value.compareTo(most) <= 0 && value.toMillis() % 1000 == 0,
                key,
                value,
                "use whole seconds from " + shown(least) + " to " + shown(most));
    }

    public static void webAddress(String key, URI value, String example) {
        boolean web = "http".equals(value.getScheme()) || "https".equals(value.getScheme());
        require(web && value.getHost() != null, key, value, "use a web address such as " + example);
    }

    public static void port(String key, int value) {
        require(value >= 0 && value <= LARGEST_PORT, key, value, "use 1 to 65535, or 0 for any free port");
    }

    /** Durations as a configuration writes them ({@code 1500ms}, {@code 30s}), not as ISO 8601. */
    private static String shown(Object value) {
        if (value instanceof Duration duration) {
            return duration.toMillis() % 1000 == 0 ? duration.toSeconds() + "s" : duration.toMillis() + "ms";
        }
        return String.valueOf(value);
    }
}
