package io.limn.http;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A strong entity tag (RFC 9110, 8.8.3). Proxies that compress make it weak, so callers may hold {@code W/"…"} of it.
 *
 * @param value without quotes
 */
record FileTag(String value) {
    private static final Pattern LISTED = Pattern.compile("(W/)?\"([^\"]*)\"");

    /** Whether {@code If-None-Match} names it, weak or strong, so that the caller has the file already. */
    boolean isHeld(String ifNoneMatch) {
        if (ifNoneMatch == null) {
            return false;
        }
        if (ifNoneMatch.strip().equals("*")) {
            return true;
        }
        Matcher listed = LISTED.matcher(ifNoneMatch);
        while (listed.find()) {
            if (listed.group(2).equals(value)) {
                return true;
            }
        }
        return false;
    }

    /** Whether a range may be sent: {@code If-Range} is absent or names exactly this content. */
    boolean allowsRange(String ifRange) {
        return ifRange == null || ifRange.strip().equals(header());
    }

    String header() {
        return '"' + value + '"';
    }
}
