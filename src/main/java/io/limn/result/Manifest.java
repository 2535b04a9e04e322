package io.limn.result;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.limn.frame.plate.ReadOptions;
import io.limn.output.RenderOptions;
import io.limn.parsing.ModelId;
import io.limn.parsing.Person;
import io.limn.problem.Problem;
import io.limn.store.ObjectVersion;
import java.util.List;
import java.util.Map;

/**
 * The record of one frame, stored after everything it lists: once it exists, all the files it lists do too.
 *
 * @param version of this format; 1 in manifests without a version, which are older
 * @param options together with {@code source.eTag} and {@code model} they identify the result
 * @param labels pixels per label name, by layer
 * @param timings milliseconds by stage
 * @param edited the corrections that the files are drawn with; null where there are none
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
        Edited edited,
        Problem error) {

    /** The version that is written. */
    public static final int VERSION = 2;

    public Manifest {
        version = version == 0 ? 1 : version;
    }

    /** A manifest of the current version, without edits. */
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
        this(VERSION, source, model, options, width, height, persons, labels, timings, files, null, error);
    }

    /** The same, drawn with edits. */
    public Manifest with(Edited edits) {
        return new Manifest(
                version, source, model, options, width, height, persons, labels, timings, files, edits, error);
    }

    /**
     * The corrections that files are drawn with.
     *
     * @param by who sent them; null where that isn't known
     * @param at when they were stored; null where that isn't known
     * @param digest SHA-256 of what they do, in lower-case hex
     * @param strokes how many there are
     * @param eTag of their object; null for a file
     * @param persons numbers of those found before the edits, which strokes name; null in the manifest of a frame that was rejected
     * @param skipped how many don't fit the frame and were left out; null where all fit
     * @param why the reason for the first of these, a sentence
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Edited(
            String by,
            String at,
            String digest,
            int strokes,
            @JsonProperty("eTag") String eTag,
            List<Integer> persons,
            Integer skipped,
            String why) {
        /** As they were sent. */
        public Edited(String by, String at, String digest, int strokes, String eTag) {
            this(by, at, digest, strokes, eTag, null, null, null);
        }

        /** The same, after they were applied. */
        public Edited applied(List<Integer> found, int left, String reason) {
            return new Edited(by, at, digest, strokes, eTag, found, left == 0 ? null : left, reason);
        }

        /** Whether both are the same edits, whether or not they were applied. */
        public boolean isOf(Edited other) {
            return other != null && applied(null, 0, null).equals(other.applied(null, 0, null));
        }
    }

    /**
     * The bytes that the frame was made from, an {@link ObjectVersion} in JSON form.
     *
     * @param bucket null where the bytes were sent or lay in a file; {@code key} is then their name
     * @param eTag null for such bytes too
     * @param versionId null where the bucket has no versions
     * @param size in bytes
     * @param sha256 in lower-case hex; null for an object of a bucket, whose eTag identifies it
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record SourceInfo(
            String bucket, String key, @JsonProperty("eTag") String eTag, String versionId, long size, String sha256) {
        public static SourceInfo of(ObjectVersion object, String sha256) {
            return new SourceInfo(
                    object.bucket(), object.key(), object.eTag(), object.versionId(), object.size(), sha256);
        }

        public ObjectVersion object() {
            return new ObjectVersion(bucket, key, eTag, versionId, size);
        }

        /** The same, its size known. */
        public SourceInfo withSize(long bytes) {
            return of(object().withSize(bytes), sha256);
        }
    }

    /**
     * What was asked for, and what the configuration made of it.
     *
     * @param revisions of the outputs' renderers, by kind: files of another revision may differ; null in version 1
     * @param pixels of the network's input where they were configured, else null
     * @param mirror size of the pass on the mirrored frame where it was configured, else null
     * @param colours a hash of the palette's colours, since a palette may change under its name
     * @param refused which option was refused and why, in one sentence; null if none was
     * @param view the frame's colour space and exposure if they were asked for or configured, else null
     * @param detail what the network saw in detail if not only the frame, else null
     * @param reading how the request wanted the frame read; null if it didn't say
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Options(
            List<String> outputs,
            Map<String, Integer> revisions,
            RenderOptions render,
            Long pixels,
            String mirror,
            String colours,
            String refused,
            String view,
            String detail,
            ReadOptions reading) {
        /** With the default detail and read options. */
        public Options(
                List<String> outputs,
                Map<String, Integer> revisions,
                RenderOptions render,
                Long pixels,
                String mirror,
                String colours,
                String refused,
                String view) {
            this(outputs, revisions, render, pixels, mirror, colours, refused, view, null, null);
        }

        /** With the view that the file states. */
        public Options(
                List<String> outputs,
                Map<String, Integer> revisions,
                RenderOptions render,
                Long pixels,
                String mirror,
                String colours,
                String refused) {
            this(outputs, revisions, render, pixels, mirror, colours, refused, null);
        }
    }

    /**
     * One file.
     *
     * @param output its kind
     * @param part which of the output's files; null for an output of one file
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
