package io.limn.batch.shot;

import io.limn.frame.plate.PlateOptions;
import io.limn.job.Outcome;
import io.limn.job.UploadSubmitter;
import io.limn.output.Output;
import io.limn.parsing.ParserFailedException;
import io.limn.problem.FrameFailedException;
import io.limn.problem.Problem;
import io.limn.request.FrameRequest;
import io.limn.request.UploadOptions;
import io.limn.result.BucketSink;
import io.limn.result.Manifest;
import io.limn.result.ResultIdentity;
import io.limn.result.ResultKeys;
import io.limn.result.Sha256;
import io.limn.shot.Shot;
import io.limn.store.ObjectInfo;
import io.limn.store.StoreException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One pass over a shot in the uploads bucket, from its marker to its manifest. Blocks. */
final class Passes {
    private static final Duration WAIT = Duration.ofMinutes(2);
    private static final Duration LISTING = Duration.ofMinutes(30);
    private static final long MARKER_BYTES = 32 << 20;

    /** Of more files than this the manifest lists only {@code shot.json}. */
    private static final int MOST_LISTED = 20_000;

    private final PassBuckets buckets;
    private final PassTools tools;
    private final ResultIdentity identity;
    private final Hearers hearers;
    private final Duration leaseExpires;
    private final OtherLeases others = new OtherLeases();

    Passes(PassBuckets buckets, PassTools tools, ResultIdentity identity, Hearers hearers, Duration leaseExpires) {
        this.buckets = buckets;
        this.tools = tools;
        this.identity = identity;
        this.hearers = hearers;
        this.leaseExpires = leaseExpires;
    }

    /**
     * @throws ShotHeldException where another process works on the shot
     * @throws FrameFailedException where it can't go on now
     */
    Outcome run(ObjectInfo marker) {
        FrameRequest request =
                new UploadOptions(tools.catalogue()).read(UploadSubmitter.source(marker), marker.metadata());
        if (request.refused() != null) {
            return rejected(marker, request, request.refused());
        }
        ShotObjects objects;
        try {
            objects = objects(marker);
        } catch (IllegalArgumentException e) {
            return rejected(marker, request, Problem.of("bad-shot", "Not a shot", 422, sentence(e)));
        }
        String prefix = objects.shot().folder() + "/steady/";
        String hash = hash(objects, request);
        Optional<Manifest> done = done(marker, request, prefix, hash);
        if (done.isPresent()) {
            return new Outcome.AlreadyDone(done.get());
        }
        try (ShotLease lease =
                ShotLease.take(buckets.store(), buckets.results(), prefix + "lease.txt", others, leaseExpires)) {
            done = done(marker, request, prefix, hash); // by whom the lease was waited for
            return done.isPresent()
                    ? new Outcome.AlreadyDone(done.get())
                    : new Outcome.Parsed(pass(marker, request, objects, hash, lease));
        } catch (ShotGoneException gone) {
            return new Outcome.Superseded(UploadSubmitter.source(marker));
        } finally {
            hearers.ended(marker.key());
        }
    }

    private static String sentence(IllegalArgumentException e) {
        String said = e.getMessage();
        return Character.toUpperCase(said.charAt(0)) + said.substring(1) + (said.endsWith(".") ? "" : ".");
    }

    private ShotObjects objects(ObjectInfo marker) {
        byte[] bytes = buckets.store()
                .getIfUnchanged(marker.version(), MARKER_BYTES)
                .await()
                .atMost(WAIT);
        ShotMarker shot = ShotMarker.read(marker.key(), bytes);
        List<ObjectInfo> found = new ArrayList<>();
        if (shot.keys() == null) {
            buckets.store()
                    .list(buckets.uploads(), shot.prefix())
                    .filter(object -> object.key().indexOf('/', shot.prefix().length()) < 0)
                    .collect()
                    .in(() -> found, List::add)
                    .await()
                    .atMost(LISTING);
        } else {
            for (String key : shot.keys()) {
                try {
                    found.add(
                            buckets.store().head(buckets.uploads(), key).await().atMost(WAIT));
                } catch (StoreException e) {
                    if (StoreException.isMissing(e)) {
                        throw new IllegalArgumentException("there is no frame '" + key + "' in the bucket", e);
                    }
                    throw e;
                }
            }
        }
        return ShotObjects.of(ShotMarker.folder(marker.key()), found);
    }

    private String hash(ShotObjects objects, FrameRequest request) {
        String all = objects.hash() + " " + tools.parser().model() + " " + identity.options(request);
        return Sha256.of(all.getBytes(StandardCharsets.UTF_8));
    }

    /** The manifest, where it is of this marker, and the shot's frames are the ones it was made of. */
    private Optional<Manifest> done(ObjectInfo marker, FrameRequest request, String prefix, String hash) {
        BucketSink sink = new BucketSink(buckets.store(), buckets.results());
        Optional<Manifest> manifest =
                sink.committed(ResultKeys.of(marker.key()).manifest()).await().atMost(WAIT);
        if (manifest.isEmpty() || !identity.isOf(manifest.get(), source(marker), request)) {
            return Optional.empty();
        }
        try {
            byte[] of = buckets.store()
                    .get(buckets.results(), prefix + "frames.sha256", 1024)
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

    private static Manifest.SourceInfo source(ObjectInfo marker) {
        return Manifest.SourceInfo.of(marker.version(), null);
    }

    private Outcome rejected(ObjectInfo marker, FrameRequest request, Problem problem) {
        Manifest manifest = manifest(marker, request, List.of(), problem);
        commit(marker, manifest);
        return new Outcome.Rejected(manifest, problem);
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
                problem == null ? files : null,
                problem);
    }

    private void commit(ObjectInfo marker, Manifest manifest) {
        new BucketSink(buckets.store(), buckets.results())
                .commit(ResultKeys.of(marker.key()).manifest(), manifest)
                .await()
                .atMost(WAIT);
    }

    private Manifest pass(ObjectInfo marker, FrameRequest request, ShotObjects objects, String hash, ShotLease lease) {
        Path temporary = null;
        try {
            temporary = Files.createTempDirectory("limn-shot-");
            Path kept = temporary.resolve("shot");
            Path steady = kept.resolve("steady");
            ShotCopy copy = new ShotCopy(
                    buckets.store(), buckets.results(), objects.shot().folder() + "/steady/", steady);
            copy.fetch(hash);
            copy.begin(hash);
            BucketSink bucket = new BucketSink(buckets.store(), buckets.results());
            bucket.withdraw(ResultKeys.of(marker.key()).manifest()).await().atMost(WAIT);
            ShotFiles files = new ShotFiles(bucket, steady.resolve("files.jsonl"));
            PassListener listener =
                    new PassListener(marker.key(), objects.objects().size(), copy, () -> check(marker), lease, hearers);
            PlateOptions plate =
                    new PlateOptions(request.reading(), Output.needsPlate(request.outputs(), request.options()));
            try (ObjectPictures pictures =
                    new ObjectPictures(buckets.store(), tools.reader(), plate, tools.maxBytes(), objects.objects())) {
                new Shot(tools.reader(), tools.parser(), tools.renderers())
                        .run(objects.shot(), pictures, kept, files, request.outputs(), request.options(), listener);
                lease.check();
                check(marker);
                Manifest manifest = manifest(marker, request, stored(objects, kept, files), null);
                copy.clear();
                commit(marker, manifest);
                return manifest;
            }
        } catch (IOException | UncheckedIOException | ParserFailedException e) {
            throw new FrameFailedException("The shot of '" + marker.key() + "' can't go on: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new FrameFailedException("The shot of '" + marker.key() + "' was stopped", e);
        } finally {
            TemporaryFolder.delete(temporary);
        }
    }

    /** @throws ShotGoneException where the marker is no longer this one */
    private void check(ObjectInfo marker) {
        try {
            ObjectInfo now = buckets.store()
                    .head(buckets.uploads(), marker.key())
                    .await()
                    .atMost(WAIT);
            if (!now.version().hasBytesOf(marker.version())) {
                throw new ShotGoneException();
            }
        } catch (StoreException e) {
            if (StoreException.isMissing(e)) {
                throw new ShotGoneException();
            }
            throw e;
        }
    }

    private List<Manifest.OutputFile> stored(ShotObjects objects, Path kept, ShotFiles files) throws IOException {
        byte[] json = Files.readAllBytes(kept.resolve("shot.json"));
        String key = objects.shot().folder() + "/" + ShotMarker.NAME;
        buckets.store()
                .put(buckets.results(), key, json, "application/json", Map.of())
                .await()
                .atMost(WAIT);
        List<Manifest.OutputFile> all = new ArrayList<>();
        all.add(new Manifest.OutputFile("shot", null, key, "application/json", json.length, Sha256.of(json)));
        all.addAll(files.all(MOST_LISTED));
        return all;
    }
}
