package io.limn.text;

/** Untrusted text on its way into logs and onto terminals: control characters are escaped, so it can be read and has no effect. */
public final class Shown {
    private static final int START = 40;

    private Shown() {}

    /**
     * The text with everything escaped that a terminal interprets, that breaks a line or that changes the text's direction: {@code \n},
     * {@code \t} and {@code \r} as that, the rest as {@code \}{@code uXXXX}. A backslash stays as it is.
     */
    public static String of(Object text) {
        return escaped(String.valueOf(text), false);
    }

    /** As {@link #of}, for text that may have several lines. */
    public static String lines(String text) {
        return escaped(text, true);
    }

    /** A caller's text, to be repeated in an answer: its first 40 characters, with a question mark for each control character. */
    public static String start(Object text) {
        String clean = String.valueOf(text).replaceAll("\\p{Cntrl}", "?");
        return clean.length() <= START ? clean : clean.substring(0, START) + "…";
    }

    private static String escaped(String text, boolean keepLines) {
        int i = 0;
        while (i < text.length() && isPlain(text, i, keepLines)) {
            i++;
        }
        if (i == text.length()) {
            return text;
        }
        StringBuilder shown = new StringBuilder(text.length() + 16).append(text, 0, i);
        for (; i < text.length(); i++) {
            char c = text.charAt(i);
            if (isPlain(text, i, keepLines)) {
                shown.append(c);
            } else {
                shown.append(
                        switch (c) {
                            case '\n' -> "\\n";
                            case '\r' -> "\\r";
                            case '\t' -> "\\t";
                            default -> String.format("\\u%04x", (int) c);
                        });
            }
        }
        return shown.toString();
    }

    private static boolean isPlain(String text, int at, boolean keepLines) {
        char c = text.charAt(at);
        return keepLines && (c == '\n' || c == '\t') || !Unprintable.at(text, at);
    }
}
