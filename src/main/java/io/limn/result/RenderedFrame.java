package io.limn.result;

import io.limn.output.Rendered;
import io.limn.parsing.Person;
import java.util.List;
import java.util.Map;

/**
 * What is kept of a parsed frame when its pixels are freed: the files, and what the manifest says about them.
 *
 * @param width in pixels, upright
 * @param height in pixels, upright
 * @param labels pixels per label name, by layer
 * @param legend what the ids in the files mean; null where no file has ids
 * @param edited the edits that the files are drawn with; null where there are none
 */
public record RenderedFrame(
        int width,
        int height,
        List<Person> persons,
        Map<String, Map<String, Long>> labels,
        List<RenderedFrame.File> files,
        Legend legend,
        Manifest.Edited edited) {
    /** @param sha256 of its bytes, in lower-case hex */
    public record File(Rendered rendered, String sha256) {
        /** Computes the checksum. */
        public static File of(Rendered rendered) {
            return new File(rendered, Sha256.of(rendered.bytes()));
        }
    }
}
