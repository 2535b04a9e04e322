package io.limn.text;

/**
 * Which characters are not text: controls, line and paragraph separators, marks that change direction, non-characters, unpaired
 * surrogates.
 */
final class Unprintable {
    private Unprintable() {}

    static boolean at(String text, int index) {
        char c = text.charAt(index);
        if (Character.isSurrogate(c)) {
            int first = Character.isHighSurrogate(c) ? index : index - 1;
            return !isPaired(text, index) || isLastOfPlane(text.codePointAt(first));
        }
        return Character.isISOControl(c) || separates(c) || turns(c) || isNoCharacter(c);
    }

    /** Whether a surrogate has its other half beside it. */
    static boolean isPaired(String text, int index) {
        return Character.isHighSurrogate(text.charAt(index))
                ? index + 1 < text.length() && Character.isLowSurrogate(text.charAt(index + 1))
                : index > 0 && Character.isHighSurrogate(text.charAt(index - 1));
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

    /** The two code points at the end of every plane are no characters. */
    private static boolean isLastOfPlane(int codePoint) {
        return (codePoint & 0xFFFE) == 0xFFFE;
    }
}
