package io.limn.batch;

import io.limn.problem.Problem;
import io.limn.result.Manifest;
import io.limn.store.ObjectInfo;
import io.limn.store.ObjectVersion;
import java.time.Instant;
import java.util.List;

/**
 * The part of a frame's manifest that a job's state needs; small, so that many fit in memory.
 *
 * @param object the stored manifest
 * @param source the picture that it describes
 * @param persons null with an error
 * @param files without the manifest itself
 * @param edited null without edits
 * @param error null if there are files
 */
public record FrameResult(
        ObjectInfo object,
        ObjectVersion source,
        Integer width,
        Integer height,
        Integer persons,
        List<Manifest.OutputFile> files,
        Manifest.Edited edited,
        Problem error) {

    static FrameResult of(Manifest manifest, ObjectInfo object) {
        return new FrameResult(
                object,
                manifest.source().object(),
                manifest.width(),
                manifest.height(),
                manifest.persons() == null ? null : manifest.persons().size(),
                manifest.files() == null ? List.of() : manifest.files(),
                manifest.edited(),
                manifest.error());
    }

    /** Whether these edits, null for none, are those that the files are drawn with. */
    boolean isDrawnWith(ObjectInfo edits) {
        return edits == null ? edited == null : edited != null && edits.eTag().equals(edited.eTag());
    }

    public String manifestKey() {
        return object.key();
    }

    /** In bytes. */
    public long manifestSize() {
        return object.size();
    }

    public Instant stored() {
        return object.lastModified();
    }
}
