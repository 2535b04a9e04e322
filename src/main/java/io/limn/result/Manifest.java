package io.limn.result;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.limn.output.RenderOptions;
import io.limn.parsing.ModelId;
import io.limn.parsing.Person;
import io.limn.problem.Problem;
import java.util.List;
import java.util.Map;

/**
 * The record of one frame, stored after everything it lists: whoever sees it can rely on all of it.
 *
 * @param version of this format; 1 where it is not said, as in manifests from before it was
 * @param options with {@code source.eTag} and {@code model} the result's identity
 * @param labels pixels per label name, by layer
 * @param timings milliseconds by stage
 * @param error why the frame can't be parsed; then there are no files
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Manifest(
        int version,
        SourceInfo source,
        ModelId model,
        Options options,
        Integer width,
        Integer height,
        List<Person> persons,
        Map<String, Map<String, Long>> labels,
        Map<String, Double> timings,
        List<OutputFile> files,
        Problem error) {

    /** The version that is written. */
    public static final int VERSION = 2;

    public Manifest {
        version = version == 0 ? 1 : version;
    }

    /** In the version that is written. */
    public Manifest(
            SourceInfo source,
            ModelId model,
            Options options,
            Integer width,
            Integer height,
            List<Person> persons,
            Map<String, Map<String, Long>> labels,
            Map<String, Double> timings,
            List<OutputFile> files,
            Problem error) {
        this(VERSION, source, model, options, width, height, persons, labels, timings, files, error);
    }

    /** Where the frame came from; nulls where a source has no such thing. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record SourceInfo(
            String bucket, String key, @JsonProperty("eTag") String eTag, String versionId, long size, String sha256) {}

    /**
     * What was asked for, and what the configuration made of it.
     *
     * @param revisions of the outputs' renderers, by kind: files of another revision may differ; null in version 1
     * @param pixels of the network's input where they were configured, else null
     * @param mirror how the frame's mirror image was looked at where that was configured, else null
     * @param colours a mark of the palette's colours, for a palette may change under its name
     * @param refused what was asked for and can't be done, in a sentence; else null
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Options(
            List<String> outputs,
            Map<String, Integer> revisions,
            RenderOptions render,
            Long pixels,
            String mirror,
            String colours,
            String refused) {}

    /**
     * One file.
     *
     * @param output its kind
     * @param part which of the output's files; null where it has one
     * @param key in the results bucket, or path below the output folder
     * @param size in bytes
     * @param sha256 in lower-case hex
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record OutputFile(String output, String part, String key, String mediaType, long size, String sha256) {
        /** {@code labels} or {@code mattes/left-arm}. */
        public String path() {
            return part == null ? output : output + "/" + part;
        }
    }
}
