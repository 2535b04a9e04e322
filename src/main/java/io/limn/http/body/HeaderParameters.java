package io.limn.http.body;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** A header's value with its parameters: {@code form-data; name="image"; filename="a;b.jpg"}. */
final class HeaderParameters {
    private final String header;
    private int at;

    private HeaderParameters(String header) {
        this.header = header;
    }

    /** @return the value in lower case under the empty name, and the parameters by their names in lower case; the first of each */
    static Map<String, String> of(String header) {
        return new HeaderParameters(header).read();
    }

    private Map<String, String> read() {
        Map<String, String> parameters = new HashMap<>();
        int end = header.indexOf(';');
        parameters.put("", (end < 0 ? header : header.substring(0, end)).strip().toLowerCase(Locale.ROOT));
        at = end < 0 ? header.length() : end;
        while (at < header.length()) {
            at++; // the semicolon
            int equals = header.indexOf('=', at);
            if (equals < 0) {
                break;
            }
            String name = header.substring(at, equals).strip().toLowerCase(Locale.ROOT);
            at = equals + 1;
            while (at < header.length() && header.charAt(at) == ' ') {
                at++;
            }
            parameters.putIfAbsent(name, at < header.length() && header.charAt(at) == '"' ? quoted() : token());
        }
        return parameters;
    }

    private String token() {
        int end = header.indexOf(';', at);
        String token = header.substring(at, end < 0 ? header.length() : end).strip();
        at = end < 0 ? header.length() : end;
        return token;
    }

    /** A backslash escapes only a quote or another backslash: some browsers send Windows paths unescaped. */
    private String quoted() {
        StringBuilder text = new StringBuilder();
        for (at++; at < header.length() && header.charAt(at) != '"'; at++) {
            char c = header.charAt(at);
            boolean escapes = c == '\\'
                    && at + 1 < header.length()
                    && (header.charAt(at + 1) == '"' || header.charAt(at + 1) == '\\');
            text.append(escapes ? header.charAt(++at) : c);
        }
        int end = header.indexOf(';', at);
        at = end < 0 ? header.length() : end;
        return text.toString();
    }
}
