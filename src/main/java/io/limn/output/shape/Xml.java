package io.limn.output.shape;

/** Text in XML. */
final class Xml {
    private Xml() {}

    /** For attributes and elements, in ASCII; characters that XML can't carry become underscores. */
    static String escape(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(character -> {
            if (character < 0x20
                    || character >= 0xD800 && character <= 0xDFFF
                    || character == 0xFFFE
                    || character == 0xFFFF) {
                escaped.append('_');
            } else if (character > 0x7E || "<>&\"'".indexOf(character) >= 0) {
                escaped.append("&#").append(character).append(';');
            } else {
                escaped.append((char) character);
            }
        });
        return escaped.toString();
    }
}
