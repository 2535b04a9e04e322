package io.limn.output;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What Limn can draw from a parsing; the folder is the name in keys, queries and on the command line. */
public enum Output {
    /** Colours over the frame, JPEG. */
    OVERLAY("overlay", "jpg", "image/jpeg"),
    /** Colours alone: an indexed PNG, byte for byte the labels file. */
    COLOR("color", "png", "image/png"),
    /** 8-bit indexed PNG, index = label id. */
    LABELS("labels", "png", "image/png"),
    /** 8-bit indexed PNG, index = person id, 0 = nobody. */
    PERSONS("persons", "png", "image/png");

    private final String folder;
    private final String extension;
    private final String mediaType;

    Output(String folder, String extension, String mediaType) {
        this.folder = folder;
        this.extension = extension;
        this.mediaType = mediaType;
    }

    public String folder() {
        return folder;
    }

    /** Without the dot. */
    public String extension() {
        return extension;
    }

    public String mediaType() {
        return mediaType;
    }

    public static Optional<Output> byName(String name) {
        String wanted = name.strip().toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(output -> output.folder.equals(wanted))
                .findFirst();
    }

    /** All names, for error sentences: {@code overlay, color, labels, persons}. */
    public static String names() {
        return Arrays.stream(values()).map(Output::folder).collect(Collectors.joining(", "));
    }
}
