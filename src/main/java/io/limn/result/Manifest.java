package io.limn.result;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.limn.output.RenderOptions;
import io.limn.parsing.ModelId;
import io.limn.parsing.Person;
import io.limn.problem.Problem;
import io.limn.store.ObjectVersion;
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

    /**
     * The bytes the frame was made from. In JSON the object's members and {@code sha256} stand side by side.
     *
     * @param object in no bucket and without an eTag where the bytes were sent or lay in a file; {@code key} is then their name
     * @param sha256 in lower-case hex; null for an object of a bucket, whose eTag identifies it
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @JsonPropertyOrder({"bucket", "key", "eTag", "versionId", "size", "sha256"})
    public record SourceInfo(@JsonIgnore ObjectVersion object, String sha256) {
        @JsonCreator
        static SourceInfo of(
                @JsonProperty("bucket") String bucket,
                @JsonProperty("key") String key,
                @JsonProperty("eTag") String eTag,
                @JsonProperty("versionId") String versionId,
                @JsonProperty("size") long size,
                @JsonProperty("sha256") String sha256) {
            return new SourceInfo(new ObjectVersion(bucket, key, eTag, versionId, size), sha256);
        }

        /** An object of a bucket. */
        public static SourceInfo of(ObjectVersion object) {
            return new SourceInfo(object, null);
        }

        /** The same, its size known. */
        public SourceInfo withSize(long bytes) {
            return new SourceInfo(object.withSize(bytes), sha256);
        }

        @JsonProperty
        public String bucket() {
            return object.bucket();
        }

        @JsonProperty
        public String key() {
            return object.key();
        }

        @JsonProperty
        public String eTag() {
            return object.eTag();
        }

        @JsonProperty
        public String versionId() {
            return object.versionId();
        }

        /** In bytes. */
        @JsonProperty
        public long size() {
            return object.size();
        }
    }

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
