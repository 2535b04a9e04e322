package io.limn.event;

import io.limn.batch.shot.BucketShots;
import io.limn.batch.shot.ShotMarker;
import io.limn.event.shape.ObjectCreated;
import io.limn.job.Outcome;
import io.limn.job.UploadSubmitter;
import io.limn.problem.FrameFailedException;
import io.limn.request.UploadOptions;
import io.limn.result.BucketSink;
import io.limn.store.ObjectInfo;
import io.limn.store.ObjectStore;
import io.limn.store.ObjectVersion;
import io.limn.store.StoreConfig;
import io.limn.store.StoreException;
import io.limn.text.Shown;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Reception;
import jakarta.inject.Inject;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jboss.logging.Logger;

/**
 * Turns upload events from any source, in any order and any number, into work.
 *
 * <p>Each key is processed by one attempt at a time. An event for the version in progress joins that work; an event for another version of
 * the key waits, and then the version that the bucket holds is processed. Work on a version that was overwritten ends when the newer
 * version is processed. What can't be processed now is left to redelivery or to {@link CatchUp}.
 */
@Singleton
public class UploadDispatcher {
    private static final Logger LOG = Logger.getLogger(UploadDispatcher.class);

    /** The most newer versions that follow one another; a store that keeps contradicting itself must not cause an endless loop. */
    private static final int MOST_OVERTAKEN = 20;

    private static final int FEW = 16;

    private static final Duration SOON = Duration.ofMillis(100);
    private static final Duration LATER = Duration.ofSeconds(5);

    private final EventConfig config;
    private final String uploads;
    private final ObjectStore store;
    private final UploadAttempt attempt;
    private final EditUploads edits;
    private final UploadHistory history;
    private final Map<String, InFlightUpload> inFlight = new HashMap<>();
    private Runnable onRoom = () -> {};
    private boolean missed;
    private volatile boolean stopping;

    @Inject
    public UploadDispatcher(
            EventConfig config,
            StoreConfig buckets,
            ObjectStore store,
            UploadSubmitter frames,
            Provider<BucketShots> shots) {
        this(
                config,
                buckets.uploads(),
                store,
                attempt(
                        config,
                        (upload, sink) ->
                                ShotMarker.is(upload.key()) ? shots.get().pass(upload) : frames.submit(upload, sink),
                        new BucketSink(store, buckets.results())),
                new EditUploads(store, buckets.results()));
    }

    private static UploadAttempt attempt(EventConfig config, UploadAttempt.Work work, BucketSink sink) {
        return new UploadAttempt(config, work, sink, sink.verifying());
    }

    UploadDispatcher(EventConfig config, String uploads, ObjectStore store, UploadAttempt attempt, EditUploads edits) {
        this.config = EventConfigCheck.checked(config);
        this.uploads = uploads;
        this.store = store;
        this.attempt = attempt;
        this.edits = edits;
        this.history = new UploadHistory(config.doneCacheSize());
    }

    /** The version of a key in progress, and the one waiting for it. */
    private static final class InFlightUpload {
        /** Null for whichever version the key has when its turn comes. */
        private final ObjectVersion version;

        private final Map<String, String> words;
        private final CompletableFuture<Optional<Outcome>> landed = new CompletableFuture<>();
        private boolean verifying;
        private int overtaken;
        private InFlightUpload next;

        InFlightUpload(ObjectInfo upload, boolean verifying) {
            this(upload.version(), UploadOptions.words(upload.metadata()), verifying);
        }

        private InFlightUpload(ObjectVersion version, Map<String, String> words, boolean verifying) {
            this.version = version;
            this.words = words;
            this.verifying = verifying;
        }

        /** For whichever version the key has when its turn comes. */
        static InFlightUpload forTheNewest() {
            return new InFlightUpload(null, Map.of(), true);
        }

        /** The same bytes may be sent again with other options. */
        boolean isFor(ObjectInfo upload, boolean verify) {
            return version != null
                    && version.hasBytesOf(upload.version())
                    && words.equals(UploadOptions.words(upload.metadata()))
                    && (verifying || !verify);
        }

        /** Cancelling one waiter does not cancel the work. */
        Uni<Optional<Outcome>> outcome() {
            return Uni.createFrom().completionStage(landed::copy);
        }

        /** Ends like its successor: the caller waits for the version that replaced this one. */
        void landWith(InFlightUpload last, Outcome unlessGone) {
            last.landed.whenComplete((outcome, failure) -> {
                if (failure != null) {
                    landed.completeExceptionally(failure);
                } else {
                    landed.complete(outcome.isEmpty() ? Optional.of(unlessGone) : outcome);
                }
            });
        }
    }

    /**
     * Accepts an event. The bucket is asked what the key holds now, since events may be late or duplicated.
     *
     * @return how it ended, with durable results; empty if it is not a frame (another bucket, a folder, one of Limn's own outputs, or
     * deleted). Fails with {@link DispatcherFullException}, a {@link StoreException} or what the work failed with.
     */
    public Uni<Optional<Outcome>> accept(ObjectCreated event) {
        return accept(event, false);
    }

    /**
     * As {@link #accept(ObjectCreated)}.
     *
     * @param verify whether an earlier attempt may have been interrupted: existing results are then verified before they are
     * trusted
     */
    public Uni<Optional<Outcome>> accept(ObjectCreated event, boolean verify) {
        if (!event.bucket().equals(uploads)) {
            return Uni.createFrom().item(Optional.empty());
        }
        return current(event)
                .flatMap(now -> now.isEmpty() ? Uni.createFrom().item(Optional.empty()) : taken(now.get(), verify));
    }

    /** As {@link #accept(ObjectCreated)}, for a caller that has just read the object's metadata. */
    public Uni<Optional<Outcome>> accept(ObjectInfo upload) {
        if (!upload.bucket().equals(uploads) || isNoFrame(upload)) {
            return Uni.createFrom().item(Optional.empty());
        }
        return Uni.createFrom().deferred(() -> taken(upload, false));
    }

    /**
     * Processes a frame whose edits have changed; if work on it is in progress, again after that.
     *
     * @param key in the uploads bucket
     * @return as {@link #accept(ObjectCreated)}
     */
    public Uni<Optional<Outcome>> again(String key) {
        return current(key)
                .flatMap(now ->
                        now.isEmpty() ? Uni.createFrom().item(Optional.<Outcome>empty()) : take(now.get(), false, true))
                .onFailure(DispatcherFullException.class)
                .retry()
                .withBackOff(SOON, LATER)
                .indefinitely();
    }

    private Uni<Optional<Outcome>> taken(ObjectInfo upload, boolean verify) {
        Optional<String> frame = EditUploads.frame(upload.key());
        if (frame.isEmpty()) {
            return take(upload, verify, false);
        }
        return edits.take(upload, frame.get())
                .invoke(drawn -> history.done(upload.version()))
                .flatMap(drawn -> drawn ? again(frame.get()) : Uni.createFrom().item(Optional.empty()));
    }

    private static boolean isNoFrame(ObjectInfo upload) {
        return upload.isFolder() || upload.isOwnOutput() || UploadOptions.isOfShot(upload.metadata());
    }

    /** Whether this version of an upload is known to need no work now. */
    boolean isSettled(ObjectInfo upload) {
        return history.settled(upload.version(), Instant.now());
    }

    /** Runs the action when there is room again after uploads were rejected. */
    synchronized void onRoom(Runnable action) {
        onRoom = action;
    }

    synchronized int pending() {
        return inFlight.size();
    }

    void stop(@Observes(notifyObserver = Reception.IF_EXISTS) @Priority(50) ShutdownEvent event) {
        stopping = true;
    }

    /** @param changed whether work in progress may have read outdated edits */
    private Uni<Optional<Outcome>> take(ObjectInfo upload, boolean verify, boolean changed) {
        InFlightUpload version;
        synchronized (this) {
            boolean verifying = verify || history.hasFailed(upload.key());
            InFlightUpload underWay = inFlight.get(upload.key());
            if (underWay != null) {
                if (!changed && underWay.next == null && underWay.isFor(upload, verifying)) {
                    return underWay.outcome();
                }
                if (underWay.next == null) {
                    underWay.next = new InFlightUpload(upload, verifying);
                }
                underWay.next.verifying |= verifying;
                return underWay.next.outcome();
            }
            if (inFlight.size() >= most(upload)) {
                missed = true;
                return Uni.createFrom().failure(new DispatcherFullException(inFlight.size()));
            }
            version = new InFlightUpload(upload, verifying);
            inFlight.put(upload.key(), version);
        }
        start(version, upload.key(), work(upload, version.verifying));
        return version.outcome();
    }

    /**
     * Frames of jobs may use twice the limit, so that a filling bucket does not lock them out; frames of a caller who has few in progress
     * may use three times the limit, so that another caller's many frames don't either.
     */
    private int most(ObjectInfo upload) {
        if (!UploadOptions.isOfJob(upload.metadata())) {
            return config.maxPending();
        }
        String caller = UploadOptions.caller(upload.metadata());
        long own = inFlight.size() < 2 * config.maxPending()
                ? 0
                : inFlight.values().stream()
                        .filter(frame -> UploadOptions.caller(frame.words).equals(caller))
                        .count();
        return own < Math.max(1, config.maxPending() / FEW) ? 3 * config.maxPending() : 2 * config.maxPending();
    }

    private Uni<Optional<Outcome>> work(ObjectInfo upload, boolean verify) {
        return attempt.run(upload, verify, () -> current(upload.key()), () -> stopping)
                .invoke(outcome -> {
                    if (outcome instanceof Outcome.Superseded) {
                        history.changed(upload.key());
                    } else {
                        history.done(upload.version());
                    }
                })
                .onFailure()
                .invoke(failure -> {
                    history.failed(upload.version(), Instant.now());
                    if (!stopping) {
                        LOG.warnf(
                                "No result for '%s' after all retries; redelivery or the next catch-up will retry it",
                                Shown.of(upload.key()));
                        LOG.debugf("'%s' failed: %s", Shown.of(upload.key()), failure.getMessage());
                    }
                })
                .map(Optional::of);
    }

    private void start(InFlightUpload version, String key, Uni<Optional<Outcome>> work) {
        work.subscribe().with(outcome -> landed(version, key, outcome), failure -> {
            after(version, key);
            version.landed.completeExceptionally(failure);
        });
    }

    private void landed(InFlightUpload version, String key, Optional<Outcome> outcome) {
        if (outcome.isPresent() && outcome.get() instanceof Outcome.Superseded) {
            if (stopping || version.overtaken >= MOST_OVERTAKEN) {
                after(version, key);
                version.landed.completeExceptionally(new FrameFailedException(
                        "'" + Shown.of(key) + "' "
                                + (stopping ? "was overwritten while Limn was stopping" : "changes too often"),
                        null));
                return;
            }
            InFlightUpload newest;
            synchronized (this) {
                newest = version.next == null ? InFlightUpload.forTheNewest() : version.next;
                newest.verifying = true;
                newest.overtaken = version.overtaken + 1;
                version.next = newest;
            }
            version.landWith(newest, outcome.get());
            after(version, key);
            return;
        }
        after(version, key);
        version.landed.complete(outcome);
    }

    private void after(InFlightUpload version, String key) {
        InFlightUpload next;
        Runnable room = null;
        synchronized (this) {
            next = version.next;
            if (next == null) {
                inFlight.remove(key);
            } else {
                inFlight.put(key, next);
            }
            if (missed && inFlight.size() <= config.maxPending() / 2) {
                missed = false;
                room = onRoom;
            }
        }
        if (next != null) {
            // The bucket decides which version is the newest, not the order of the events.
            start(
                    next,
                    key,
                    current(key)
                            .flatMap(now -> now.isEmpty()
                                    ? Uni.createFrom().item(Optional.empty())
                                    : work(now.get(), next.verifying)));
        }
        if (room != null) {
            room.run();
        }
    }

    /** As {@link #current(String)}; if there is no object under the decoded key, the raw key is tried. */
    private Uni<Optional<ObjectInfo>> current(ObjectCreated event) {
        return current(event.key())
                .flatMap(now -> now.isPresent() || event.rawKey() == null
                        ? Uni.createFrom().item(now)
                        : current(event.rawKey()));
    }

    /** The frame that the key holds now. */
    private Uni<Optional<ObjectInfo>> current(String key) {
        return store.head(uploads, key)
                .map(now -> isNoFrame(now) ? Optional.<ObjectInfo>empty() : Optional.of(now))
                .onFailure(StoreException::isMissing)
                .recoverWithItem(Optional.empty());
    }
}
