package io.limn.text;

/**
 * Which characters are not text: controls, line and paragraph separators, marks that change direction, non-characters, unpaired
 * surrogates.
 */
final class Unprintable {
    private Unprintable() {}

    static boolean at(String text, int index) {
        char c = text.charAt(index);
        if (Character.isHighSurrogate(c)) {
            return index + 1 == text.length() || !Character.isLowSurrogate(text.charAt(index + 1));
        }
        if (Character.isLowSurrogate(c)) {
            return index == 0 || !Character.isHighSurrogate(text.charAt(index - 1));
        }
        return Character.isISOControl(c) || separates(c) || turns(c) || isNoCharacter(c);
    }

    private static boolean separates(char c) {
        return c == '\u2028' || c == '\u2029';
    }

    /** Overrides, embeddings and isolates; the plain marks of right-to-left scripts are text. */
    private static boolean turns(char c) {
        return c >= '\u202A' && c <= '\u202E' || c >= '\u2066' && c <= '\u2069';
    }

    private static boolean isNoCharacter(char c) {
        return c >= '\uFFFE' || c >= '\uFDD0' && c <= '\uFDEF';
    }
}
