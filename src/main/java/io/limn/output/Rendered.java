package io.limn.output;

import java.util.regex.Pattern;

/**
 * One finished file.
 *
 * @param part which of the output's files, e.g. {@code left-arm} or {@code person-1/left-arm}; null where it has one
 * @param format of this file; the output's own for most
 * @param bytes the file; owned by this record, never written to
 */
public record Rendered(Output output, String part, FileFormat format, byte[] bytes) {
    /** Keys have room for this many characters of a part, see {@code ResultKeys}. */
    private static final int PART_CHARACTERS = 96;

    private static final String SEGMENT = "[A-Za-z0-9][A-Za-z0-9._-]*";
    private static final Pattern PART = Pattern.compile(SEGMENT + "(?:/" + SEGMENT + ")*");

    public Rendered {
        if (part != null && !output.inParts()) {
            throw new IllegalArgumentException(
                    "'" + output.kind() + "' has one file per frame, and no part '" + part + "'");
        }
        if (part != null && !isPart(part)) {
            throw new IllegalArgumentException("'" + part + "' can't be a part's name");
        }
    }

    /** A file in the output's own format. */
    public Rendered(Output output, String part, byte[] bytes) {
        this(output, part, output.format(), bytes);
    }

    /** The output's only file. */
    public static Rendered of(Output output, byte[] bytes) {
        return new Rendered(output, null, bytes);
    }

    /** Whether this can be a part's name: segments of letters, digits, {@code .}, {@code _} and {@code -} with slashes between. */
    public static boolean isPart(String part) {
        return part.length() <= PART_CHARACTERS && PART.matcher(part).matches();
    }

    /** Where it goes below the sequence's folder: {@code labels} or {@code mattes/left-arm}. */
    public String folder() {
        return part == null ? output.kind() : output.kind() + "/" + part;
    }

    /** Without the dot. */
    public String extension() {
        return format.extension();
    }

    public String mediaType() {
        return format.mediaType();
    }
}
