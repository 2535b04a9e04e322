package io.limn.text;

import java.util.Optional;

/** Which characters file names and object keys may contain. */
public final class Names {
    private Names() {}

    /**
     * Why a file name that a caller sends can't be accepted.
     *
     * @return the character and its place, as the end of a sentence; empty if all of the name is text
     */
    public static Optional<String> unprintable(String name) {
        for (int i = 0; i < name.length(); i++) {
            if (Unprintable.at(name, i)) {
                return Optional.of(String.format(
                        "the character U+%04X at place %d, which file systems, logs or XML can't carry",
                        name.codePointAt(i), i + 1));
            }
        }
        return Optional.empty();
    }

    /** Whether XML 1.0 can carry the text: a key that it can't carry breaks every listing that is not URL-encoded. */
    public static boolean isXml(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!isXml(text, i)) {
                return false;
            }
        }
        return true;
    }

    /** The text with {@code _} for each character that XML 1.0 can't carry. */
    public static String xml(String text) {
        if (isXml(text)) {
            return text;
        }
        StringBuilder xml = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            xml.append(isXml(text, i) ? text.charAt(i) : '_');
        }
        return xml.toString();
    }

    private static boolean isXml(String text, int at) {
        char c = text.charAt(at);
        if (Character.isSurrogate(c)) {
            return Unprintable.isPaired(text, at);
        }
        return c >= ' ' && c < '\uFFFE' || c == '\t' || c == '\n' || c == '\r';
    }
}
