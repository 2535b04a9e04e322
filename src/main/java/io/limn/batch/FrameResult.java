package io.limn.batch;

import io.limn.problem.Problem;
import io.limn.result.Manifest;
import java.time.Instant;
import java.util.List;

/**
 * The part of a frame's manifest that a job's state needs; small, so that many fit in memory.
 *
 * @param sourceETag of the picture it is about
 * @param stored when
 * @param persons null with an error
 * @param files the manifest itself not among them
 * @param error null where there are files
 */
public record FrameResult(
        String manifestKey,
        String sourceETag,
        Instant stored,
        long manifestSize,
        Integer width,
        Integer height,
        Integer persons,
        List<Manifest.OutputFile> files,
        Problem error) {

    static FrameResult of(Manifest manifest, String key, Instant stored, long size) {
        return new FrameResult(
                key,
                manifest.source().eTag(),
                stored,
                size,
                manifest.width(),
                manifest.height(),
                manifest.persons() == null ? null : manifest.persons().size(),
                manifest.files() == null ? List.of() : manifest.files(),
                manifest.error());
    }
}
