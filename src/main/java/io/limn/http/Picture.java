package io.limn.http;

import io.limn.request.Source;

/**
 * A picture as it was sent.
 *
 * @param name a bare file name, never empty, never with a slash
 */
public record Picture(String name, byte[] bytes) {
    private static final int LONGEST_NAME = 200;

    public Picture {
        name = bare(name);
        bytes = bytes == null ? new byte[0] : bytes;
    }

    Source source() {
        return new Source.Inline(name, bytes);
    }

    static String bare(String sent) {
        if (sent == null) {
            return "image";
        }
        String last = sent.substring(Math.max(sent.lastIndexOf('/'), sent.lastIndexOf('\\')) + 1)
                .replaceAll("\\p{Cntrl}", "")
                .strip();
        if (last.isEmpty() || last.equals(".") || last.equals("..")) {
            return "image";
        }
        return last.length() <= LONGEST_NAME ? last : last.substring(last.length() - LONGEST_NAME);
    }
}
