package io.limn.event;

import io.limn.event.shape.ObjectCreated;
import io.limn.job.Outcome;
import io.limn.job.UploadSubmitter;
import io.limn.problem.FrameFailedException;
import io.limn.request.UploadOptions;
import io.limn.result.BucketSink;
import io.limn.store.ObjectInfo;
import io.limn.store.ObjectStore;
import io.limn.store.StoreConfig;
import io.limn.store.StoreException;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jboss.logging.Logger;

/**
 * Turns news of uploads into work, whatever tells of them, in whatever order and however often.
 *
 * <p>One upload key is worked on once at a time. News of what is under way joins it; news of another version of the same key
 * waits for its end, and then whatever the bucket holds by then is done. Work that was overtaken, by whichever process, ends with
 * the newer version done. What can't be done for now is left to its messenger, or to {@link CatchUp}.
 */
@Singleton
public class UploadDispatcher {
    private static final Logger LOG = Logger.getLogger(UploadDispatcher.class);

    /** Each time is a further version that came meanwhile; a store that never shows what it reads must not keep us for ever. */
    private static final int MOST_OVERTAKEN = 20;

    private final EventConfig config;
    private final String uploads;
    private final ObjectStore store;
    private final UploadAttempt attempt;
    private final Ledger ledger;
    private final Map<String, InFlightUpload> inFlight = new HashMap<>();
    private Runnable onRoom = () -> {};
    private boolean missed;
    private volatile boolean stopping;

    @Inject
    public UploadDispatcher(EventConfig config, StoreConfig buckets, ObjectStore store, UploadSubmitter work) {
        this(config, buckets.uploads(), store, attempt(config, work, new BucketSink(store, buckets.results())));
    }

    private static UploadAttempt attempt(EventConfig config, UploadSubmitter work, BucketSink sink) {
        return new UploadAttempt(config, work, sink, sink.verifying());
    }

    UploadDispatcher(EventConfig config, String uploads, ObjectStore store, UploadAttempt attempt) {
        this.config = EventConfigCheck.checked(config);
        this.uploads = uploads;
        this.store = store;
        this.attempt = attempt;
        this.ledger = new Ledger(config.doneCacheSize());
    }

    /** One version of a key under way, and the one that waits for its end. */
    private static final class InFlightUpload {
        private final String eTag;
        private final Map<String, String> words;
        private final CompletableFuture<Optional<Outcome>> landed = new CompletableFuture<>();
        private boolean verifying;
        private int overtaken;
        private InFlightUpload next;

        InFlightUpload(ObjectInfo upload, boolean verifying) {
            this(upload.eTag(), UploadOptions.words(upload.metadata()), verifying);
        }

        private InFlightUpload(String eTag, Map<String, String> words, boolean verifying) {
            this.eTag = eTag;
            this.words = words;
            this.verifying = verifying;
        }

        /** For whatever lies under the key by then. */
        static InFlightUpload forTheNewest() {
            return new InFlightUpload("", Map.of(), true);
        }

        /** The same bytes may be sent again with other options. */
        boolean isFor(ObjectInfo upload, boolean verify) {
            return eTag.equals(upload.eTag())
                    && words.equals(UploadOptions.words(upload.metadata()))
                    && (verifying || !verify);
        }

        /** Whoever stops waiting leaves the work to the others. */
        Uni<Optional<Outcome>> outcome() {
            return Uni.createFrom().completionStage(landed::copy);
        }

        /** Ends as the one after it does: what overtook this one is what its caller is to see done. */
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
     * News of an upload. The bucket is asked what lies there now, since news may be late or doubled.
     *
     * @return how it ended, its results durable by then; empty where it is no frame of ours (another bucket, a folder, one of our own
     *     outputs, or gone). Fails with {@link DispatcherFullException}, a {@link StoreException} or what the work failed with.
     */
    public Uni<Optional<Outcome>> accept(ObjectCreated event) {
        return accept(event, false);
    }

    /**
     * As {@link #accept(ObjectCreated)}.
     *
     * @param verify whether somebody, dead by now perhaps, has begun with this before: then results that are there are looked at
     *     before they are believed
     */
    public Uni<Optional<Outcome>> accept(ObjectCreated event, boolean verify) {
        if (!event.bucket().equals(uploads)) {
            return Uni.createFrom().item(Optional.empty());
        }
        return current(event.key())
                .flatMap(now -> now.isEmpty() ? Uni.createFrom().item(Optional.empty()) : take(now.get(), verify));
    }

    /** As {@link #accept(ObjectCreated)}, for one who has just looked at the object, metadata included. */
    public Uni<Optional<Outcome>> accept(ObjectInfo upload) {
        if (!upload.bucket().equals(uploads) || upload.isFolder() || upload.isOwnOutput()) {
            return Uni.createFrom().item(Optional.empty());
        }
        return Uni.createFrom().deferred(() -> take(upload, false));
    }

    /** Whether nothing needs to be done now about an upload with this eTag, as far as is remembered. */
    boolean isSettled(ObjectInfo upload) {
        return ledger.settled(upload.key(), upload.eTag(), Instant.now());
    }

    /** Runs the action whenever uploads had to be turned away and there is room again. */
    synchronized void onRoom(Runnable action) {
        onRoom = action;
    }

    synchronized int pending() {
        return inFlight.size();
    }

    void stop(@Observes @Priority(50) ShutdownEvent event) {
        stopping = true;
    }

    private Uni<Optional<Outcome>> take(ObjectInfo upload, boolean verify) {
        InFlightUpload version;
        synchronized (this) {
            boolean verifying = verify || ledger.troubled(upload.key());
            InFlightUpload underWay = inFlight.get(upload.key());
            if (underWay != null) {
                if (underWay.next == null && underWay.isFor(upload, verifying)) {
                    return underWay.outcome();
                }
                if (underWay.next == null) {
                    underWay.next = new InFlightUpload(upload, verifying);
                }
                underWay.next.verifying |= verifying;
                return underWay.next.outcome();
            }
            // Those that somebody waits for have as much room again, so that a bucket that fills does not shut them
            // out.
            int most = UploadOptions.isOfJob(upload.metadata()) ? 2 * config.maxPending() : config.maxPending();
            if (inFlight.size() >= most) {
                missed = true;
                return Uni.createFrom().failure(new DispatcherFullException(inFlight.size()));
            }
            version = new InFlightUpload(upload, verifying);
            inFlight.put(upload.key(), version);
        }
        start(version, upload.key(), work(upload, version.verifying));
        return version.outcome();
    }

    private Uni<Optional<Outcome>> work(ObjectInfo upload, boolean verify) {
        return attempt.run(upload, verify, () -> current(upload.key()), () -> stopping)
                .invoke(outcome -> {
                    if (outcome instanceof Outcome.Superseded) {
                        ledger.changed(upload.key());
                    } else {
                        ledger.done(upload.key(), upload.eTag());
                    }
                })
                .onFailure()
                .invoke(failure -> {
                    ledger.failed(upload.key(), upload.eTag(), Instant.now());
                    if (!stopping) {
                        LOG.warnf("'%s' is left for later: %s", upload.key(), failure.getMessage());
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
                        "'" + key + "' " + (stopping ? "was overtaken while Limn stops" : "changes too often"), null));
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
            // Which of the versions told of is the newest is for the bucket to say, not for the order of the news.
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

    /** The frame that lies under the key now. */
    private Uni<Optional<ObjectInfo>> current(String key) {
        return store.head(uploads, key)
                .map(now -> now.isFolder() || now.isOwnOutput() ? Optional.<ObjectInfo>empty() : Optional.of(now))
                .onFailure(f -> f instanceof StoreException s && s.kind() == StoreException.Kind.NOT_FOUND)
                .recoverWithItem(Optional.empty());
    }
}
