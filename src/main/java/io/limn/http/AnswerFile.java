package io.limn.http;

import io.limn.output.Rendered;
import io.limn.result.Legend;
import io.limn.result.Manifest;
import io.limn.result.ManifestJson;

/**
 * A file of an answer.
 *
 * @param folder in a zip, as in the results bucket; empty for a file beside the folders
 * @param name of the output and its part for a file's name, e.g. {@code labels} or {@code mattes_left-arm}
 * @param stem of the file's name in a zip; null to use the picture's
 */
record AnswerFile(String folder, String name, String stem, String extension, String mediaType, byte[] bytes) {
    static AnswerFile of(Rendered file) {
        return new AnswerFile(
                file.folder(), FileName.output(file.folder()), null, file.extension(), file.mediaType(), file.bytes());
    }

    static AnswerFile of(Manifest manifest) {
        return new AnswerFile(
                "parse", ParseRequest.JSON, null, "json", ManifestJson.MEDIA_TYPE, ManifestJson.write(manifest));
    }

    static AnswerFile of(Legend legend) {
        return new AnswerFile("", "labels", "labels", "json", ManifestJson.MEDIA_TYPE, legend.json());
    }

    /** Its place in a zip. */
    String path(String picture) {
        return (folder.isEmpty() ? "" : folder + "/") + (stem == null ? picture : stem) + "." + extension;
    }
}
