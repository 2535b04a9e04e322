package io.limn.http.body;

import java.net.URLDecoder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The head of a form's part, by RFC 7578.
 *
 * @param number of the part, from 1
 * @param name of the field
 * @param fileName null where the part has none
 * @param contentType in lower case without parameters, null where the part has none
 */
record PartHead(int number, String name, String fileName, String contentType) {
    /** The part's name in error messages. */
    String shown() {
        return "Part " + number + " of the form ('" + (name.length() > 40 ? name.substring(0, 40) + "…" : name) + "')";
    }

    /** @param lines header lines without their ends, decoded @throws BodyRefused saying what is wrong with the part */
    static PartHead of(int number, Iterable<String> lines) {
        Map<String, String> headers = new HashMap<>();
        for (String line : lines) {
            int colon = line.indexOf(':');
            if (colon < 1) {
                throw BodyRefused.brokenForm("Part " + number + " of the form has a header line without a colon.");
            }
            headers.putIfAbsent(
                    line.substring(0, colon).strip().toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        Map<String, String> disposition = HeaderParameters.of(headers.getOrDefault("content-disposition", ""));
        if (!"form-data".equals(disposition.get("")) || disposition.get("name") == null) {
            throw BodyRefused.form("Part " + number
                    + " of the form has no name: it needs Content-Disposition: form-data; name=\"image\".");
        }
        String type = headers.get("content-type");
        PartHead head = new PartHead(
                number,
                disposition.get("name"),
                fileName(disposition),
                type == null ? null : HeaderParameters.of(type).get(""));
        String encoding =
                headers.getOrDefault("content-transfer-encoding", "binary").toLowerCase(Locale.ROOT);
        if (!encoding.equals("binary") && !encoding.equals("8bit") && !encoding.equals("7bit")) {
            throw BodyRefused.form(head.shown() + " has a Content-Transfer-Encoding; send its bytes as they are.");
        }
        return head;
    }

    /** RFC 7578 does not allow {@code filename*}, but clients send it beside the plain one, for names that are not ASCII. */
    private static String fileName(Map<String, String> disposition) {
        String extended = disposition.get("filename*");
        String plain = disposition.get("filename");
        if (extended == null) {
            return plain;
        }
        String[] parts = extended.split("'", 3);
        try {
            return parts.length < 3
                    ? plain
                    : URLDecoder.decode(
                            parts[2].replace("+", "%2B"),
                            parts[0].isEmpty() ? StandardCharsets.UTF_8 : Charset.forName(parts[0]));
        } catch (IllegalArgumentException unknown) {
            return plain;
        }
    }
}
