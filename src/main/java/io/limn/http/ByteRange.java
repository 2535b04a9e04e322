package io.limn.http;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A part of a file (RFC 9110, 14): {@code bytes=0-99}, {@code bytes=100-}, {@code bytes=-100}.
 *
 * @param first byte, from 0
 * @param last byte, inclusive
 */
record ByteRange(long first, long last) {
    private static final Pattern ONE = Pattern.compile("bytes=\\s*(\\d{0,18})-(\\d{0,18})\\s*");

    /** The range of a header that selects no byte of the file. */
    static final ByteRange NONE = new ByteRange(-1, -1);

    /**
     * @param header null where there is none
     * @param size of the file
     * @return empty if the whole file is to be sent: no header, several ranges, another unit or an invalid range; {@link #NONE} if the
     * range begins after the file's end
     */
    static Optional<ByteRange> of(String header, long size) {
        Matcher range = header == null ? null : ONE.matcher(header);
        if (range == null
                || !range.matches()
                || range.group(1).isEmpty() && range.group(2).isEmpty()) {
            return Optional.empty();
        }
        if (range.group(1).isEmpty()) {
            long length = Long.parseLong(range.group(2));
            return Optional.of(length == 0 || size == 0 ? NONE : new ByteRange(Math.max(0, size - length), size - 1));
        }
        long first = Long.parseLong(range.group(1));
        long last = range.group(2).isEmpty() ? size - 1 : Long.parseLong(range.group(2));
        if (!range.group(2).isEmpty() && last < first) {
            return Optional.empty();
        }
        return Optional.of(first >= size ? NONE : new ByteRange(first, Math.min(last, size - 1)));
    }

    long length() {
        return last - first + 1;
    }

    /** The value of {@code Content-Range}. */
    String content(long size) {
        return equals(NONE) ? "bytes */" + size : "bytes " + first + "-" + last + "/" + size;
    }
}
