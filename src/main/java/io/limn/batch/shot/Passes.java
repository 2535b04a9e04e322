package io.limn.batch.shot;

import io.limn.disk.Temporary;
import io.limn.job.Outcome;
import io.limn.job.UploadSubmitter;
import io.limn.parsing.Parser;
import io.limn.parsing.ParserFailedException;
import io.limn.problem.FrameFailedException;
import io.limn.problem.Problem;
import io.limn.problem.RefusedOptionException;
import io.limn.request.FrameRequest;
import io.limn.request.UploadOptions;
import io.limn.result.BucketSink;
import io.limn.result.Manifest;
import io.limn.result.ResultIdentity;
import io.limn.result.Sha256;
import io.limn.shot.KeptFrames;
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

/** Runs a pass over a shot in the uploads bucket, from its marker to its manifest. Blocks. */
final class Passes {
    private static final Map<String, String> OURS = Map.of(ObjectInfo.MARK, ObjectInfo.OUTPUT);
    private static final Duration WAIT = Duration.ofMinutes(2);

    /** If there are more files than this, the manifest lists only {@code shot.json}. */
    private static final int MOST_LISTED = 20_000;

    private final PassBuckets buckets;
    private final PassTools tools;
    private final ResultIdentity identity;
    private final MarkerManifests manifests;
    private final PassProgress passProgress;
    private final Duration leaseExpires;
    private final OtherLeases others = new OtherLeases();

    Passes(
            PassBuckets buckets,
            PassTools tools,
            ResultIdentity identity,
            PassProgress passProgress,
            Duration leaseExpires) {
        this.buckets = buckets;
        this.tools = tools;
        this.identity = identity;
        this.manifests = new MarkerManifests(buckets, tools, identity);
        this.passProgress = passProgress;
        this.leaseExpires = leaseExpires;
    }

    /**
     * @throws TurnOverException if it is other callers' turn @throws ShotHeldException if another process works on the shot @throws
     * FrameFailedException if it can't continue now
     */
    Outcome run(ObjectInfo marker, ShotTurns.Turn turn) {
        FrameRequest request =
                new UploadOptions(tools.catalogue()).read(UploadSubmitter.source(marker), marker.metadata());
        if (request.refused() != null) {
            return manifests.rejected(marker, request, request.refused());
        }
        boolean goesOn = false;
        try (ShotNetwork network = ShotNetwork.open(tools, marker.metadata())) {
            ShotSource source = new ShotFinder(buckets).find(marker);
            String hash = hash(source, request, network);
            Optional<Manifest> done = done(marker, request, source, hash);
            return done.isPresent()
                    ? new Outcome.AlreadyDone(done.get())
                    : held(marker, request, source, hash, network, turn);
        } catch (RefusedOptionException e) {
            return manifests.rejected(marker, request, e.problem());
        } catch (IllegalArgumentException e) {
            return manifests.rejected(marker, request, Problem.of("bad-shot", "Not a shot", 422, sentence(e)));
        } catch (ShotGoneException gone) {
            return new Outcome.Superseded(UploadSubmitter.source(marker));
        } catch (TurnOverException turnOver) {
            goesOn = true; // the reported progress remains valid meanwhile
            throw turnOver;
        } finally {
            if (!goesOn) {
                passProgress.ended(marker.key());
            }
        }
    }

    private static String sentence(IllegalArgumentException e) {
        String said = e.getMessage();
        return Character.toUpperCase(said.charAt(0)) + said.substring(1) + (said.endsWith(".") ? "" : ".");
    }

    private String hash(ShotSource source, FrameRequest request, ShotNetwork network) {
        String all = source.hash() + " " + tools.parser().model() + " " + identity.options(request)
                + (tools.editable() ? " editable" : "") + network.identity();
        return Sha256.of(all.getBytes(StandardCharsets.UTF_8));
    }

    /** The manifest of a finished shot, if it was drawn with the current edits. */
    private Optional<Manifest> done(ObjectInfo marker, FrameRequest request, ShotSource source, String hash) {
        return manifests.done(marker, request, source, hash).filter(manifest -> {
            StoredShotEdits edits = new StoredShotEdits(buckets, source.folder());
            return edits.drawn().equals(edits.hash());
        });
    }

    private Outcome held(
            ObjectInfo marker,
            FrameRequest request,
            ShotSource source,
            String hash,
            ShotNetwork network,
            ShotTurns.Turn turn) {
        try (ShotLease lease = ShotLease.take(
                buckets.store(), buckets.results(), source.folder() + "/steady/lease.txt", others, leaseExpires)) {
            Optional<Manifest> done =
                    done(marker, request, source, hash); // the previous holder of the lease may have finished it
            return done.isPresent()
                    ? new Outcome.AlreadyDone(done.get())
                    : new Outcome.Parsed(pass(marker, request, source, hash, network.parser(), lease, turn));
        }
    }

    private Manifest pass(
            ObjectInfo marker,
            FrameRequest request,
            ShotSource source,
            String hash,
            Parser network,
            ShotLease lease,
            ShotTurns.Turn turn) {
        Path temporary = null;
        try {
            temporary = Temporary.folder("shot");
            Path kept = temporary.resolve("shot");
            Path steady = kept.resolve("steady");
            ShotCopy copy = new ShotCopy(buckets, marker.key(), source.folder(), steady);
            copy.fetch(hash);
            copy.begin(hash);
            manifests.withdraw(marker);
            ShotFiles files =
                    new ShotFiles(new BucketSink(buckets.store(), buckets.results()), steady.resolve("files.jsonl"));
            try (OpenShot shot = source.open(buckets, tools, request, temporary)) {
                PassListener listener = new PassListener(
                        marker.key(),
                        shot.frames().frames().size(),
                        copy,
                        () -> check(marker),
                        lease,
                        turn,
                        passProgress);
                listener.begin();
                StoredShotEdits edits = new StoredShotEdits(buckets, source.folder());
                String drawn = edits.hash();
                KeptFrames parsed = tools.editable()
                        ? new KeptObjects(buckets.store(), buckets.results(), source.folder())
                        : KeptFrames.NONE;
                new Shot(tools.reader(), network, tools.renderers())
                        .with(edits.read(), parsed)
                        .run(
                                shot.frames(),
                                shot.pictures(),
                                kept,
                                files,
                                request.outputs(),
                                request.options(),
                                listener);
                lease.check();
                check(marker);
                List<Manifest.OutputFile> all = stored(source, kept, files);
                edits.drawn(drawn);
                listener.end();
                return manifests.finished(marker, request, all);
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

    /** @throws ShotGoneException if the marker was deleted or replaced */
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

    private List<Manifest.OutputFile> stored(ShotSource source, Path kept, ShotFiles files) throws IOException {
        Path json = kept.resolve(ShotMarker.NAME);
        String key = source.folder() + "/" + ShotMarker.NAME;
        buckets.store()
                .upload(buckets.results(), key, json, "application/json", OURS)
                .await()
                .atMost(WAIT);
        List<Manifest.OutputFile> all = new ArrayList<>();
        all.add(new Manifest.OutputFile("shot", null, key, "application/json", Files.size(json), Sha256.of(json)));
        all.addAll(files.all(MOST_LISTED));
        return all;
    }
}
