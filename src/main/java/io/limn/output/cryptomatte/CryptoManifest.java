package io.limn.output.cryptomatte;

import java.util.List;

/** The JSON that tells a layer's names and ids: {@code {"left-arm":"1a2b3c4d"}}. */
final class CryptoManifest {
    private CryptoManifest() {}

    static String of(List<CryptoId> ids) {
        StringBuilder json = new StringBuilder("{");
        for (CryptoId id : ids) {
            if (json.length() > 1) {
                json.append(',');
            }
            json.append('"');
            // Other characters stay as they are, in UTF-8: not every reader knows \\u.
            for (int i = 0; i < id.name().length(); i++) {
                char c = id.name().charAt(i);
                if (c == '"' || c == '\\') {
                    json.append('\\').append(c);
                } else if (c < ' ') {
                    json.append(String.format("\\u%04x", (int) c));
                } else {
                    json.append(c);
                }
            }
            json.append("\":\"").append(id.hex()).append('"');
        }
        return json.append('}').toString();
    }
}
