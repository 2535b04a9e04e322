package io.limn.output;

/**
 * One finished file.
 *
 * @param folder where it goes below the source's folder, e.g. {@code overlay} or {@code mattes/left-arm}
 * @param extension without the dot
 * @param bytes the file; owned by this record, never written to
 */
public record Rendered(String folder, String extension, String mediaType, byte[] bytes) {
    public static Rendered of(Output output, byte[] bytes) {
        return new Rendered(output.folder(), output.extension(), output.mediaType(), bytes);
    }
}
