package io.limn.http;

import io.limn.request.Source;
import io.limn.text.Names;

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

    /** @param request id of the call, which the log names the frame with */
    Source source(String request) {
        return new Source.Inline(name, bytes, name + " (request " + request + ")");
    }

    /** @throws ProblemException where it holds what names can't carry */
    static String bare(String sent) {
        if (sent == null) {
            return "image";
        }
        Names.unprintable(sent).ifPresent(why -> {
            throw CallProblem.nameRefused(why);
        });
        String last = sent.substring(Math.max(sent.lastIndexOf('/'), sent.lastIndexOf('\\')) + 1)
                .strip();
        if (last.isEmpty() || last.equals(".") || last.equals("..")) {
            return "image";
        }
        if (last.length() <= LONGEST_NAME) {
            return last;
        }
        int from = last.length() - LONGEST_NAME;
        return last.substring(Character.isLowSurrogate(last.charAt(from)) ? from + 1 : from);
    }
}
