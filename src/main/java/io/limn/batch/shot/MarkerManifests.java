package io.limn.batch.shot;

import io.limn.job.Outcome;
import io.limn.problem.Problem;
import io.limn.request.FrameRequest;
import io.limn.result.BucketSink;
import io.limn.result.Manifest;
import io.limn.result.ResultIdentity;
import io.limn.result.ResultKeys;
import io.limn.store.ObjectInfo;
import io.limn.store.StoreException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Reads and writes the manifests of markers, which say that a shot is done, or why it was rejected. Blocks on the store. */
record MarkerManifests(PassBuckets buckets, PassTools tools, ResultIdentity identity) {
    private static final Duration WAIT = Duration.ofMinutes(2);

    /** The manifest, if it is of this marker and the shot's frames are those that it was made from. */
    Optional<Manifest> done(ObjectInfo marker, FrameRequest request, ShotSource source, String hash) {
        Optional<Manifest> manifest =
                sink().committed(ResultKeys.of(marker.key()).manifest()).await().atMost(WAIT);
        if (manifest.isEmpty() || !identity.isOf(manifest.get(), source(marker), request)) {
            return Optional.empty();
        }
        try {
            byte[] of = buckets.store()
                    .get(buckets.results(), source.folder() + "/steady/frames.sha256", 1024)
                    .await()
                    .atMost(WAIT);
            return hash.equals(new String(of, StandardCharsets.UTF_8)) ? manifest : Optional.empty();
        } catch (StoreException e) {
            if (StoreException.isMissing(e)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    Outcome rejected(ObjectInfo marker, FrameRequest request, Problem problem) {
        Manifest manifest = manifest(marker, request, null, problem);
        commit(marker, manifest);
        return new Outcome.Rejected(manifest, problem);
    }

    Manifest finished(ObjectInfo marker, FrameRequest request, List<Manifest.OutputFile> files) {
        Manifest manifest = manifest(marker, request, files, null);
        commit(marker, manifest);
        return manifest;
    }

    void withdraw(ObjectInfo marker) {
        sink().withdraw(ResultKeys.of(marker.key()).manifest()).await().atMost(WAIT);
    }

    private BucketSink sink() {
        return new BucketSink(buckets.store(), buckets.results());
    }

    private static Manifest.SourceInfo source(ObjectInfo marker) {
        return Manifest.SourceInfo.of(marker.version(), null);
    }

    private Manifest manifest(
            ObjectInfo marker, FrameRequest request, List<Manifest.OutputFile> files, Problem problem) {
        return new Manifest(
                source(marker),
                tools.parser().model(),
                identity.options(request),
                null,
                null,
                null,
                null,
                null,
                files,
                problem);
    }

    private void commit(ObjectInfo marker, Manifest manifest) {
        sink().commit(ResultKeys.of(marker.key()).manifest(), manifest).await().atMost(WAIT);
    }
}
