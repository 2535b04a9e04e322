package io.limn.event;

import io.limn.event.shape.ObjectCreated;
import io.limn.job.BucketSink;
import io.limn.job.FrameFailedException;
import io.limn.job.Outcome;
import io.limn.job.UploadOptions;
import io.limn.job.UploadWork;
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
public class FrameIntake {
    private static final Logger LOG = Logger.getLogger(FrameIntake.class);

    /** Each time is a further version that came meanwhile; a store that never shows what it reads must not keep us for ever. */
    private static final int MOST_OVERTAKEN = 20;

    private final EventConfig config;
    private final String uploads;
    private final ObjectStore store;
    private final FrameWish wish;
    private final Ledger ledger;
    private final Map<String, Flight> flights = new HashMap<>();
    private Runnable onRoom = () -> {};
    private boolean missed;
    private volatile boolean stopping;

    @Inject
    public FrameIntake(EventConfig config, StoreConfig buckets, ObjectStore store, UploadWork work) {
        this(config, buckets.uploads(), store, wish(config, work, new BucketSink(store, buckets.results())));
    }

    private static FrameWish wish(EventConfig config, UploadWork work, BucketSink results) {
        return new FrameWish(config, work, results, results.doubting());
    }

    FrameIntake(EventConfig config, String uploads, ObjectStore store, FrameWish wish) {
        this.config = EventConfigCheck.checked(config);
        this.uploads = uploads;
        this.store = store;
        this.wish = wish;
        this.ledger = new Ledger(config.remembered());
    }

    /** One version of a key under way, and the one that waits for its end. */
    private static final class Flight {
        private final String eTag;
        private final Map<String, String> words;
        private final CompletableFuture<Optional<Outcome>> landed = new CompletableFuture<>();
        private boolean doubting;
        private int overtaken;
        private Flight next;

        /** Of whatever lies there by then, in doubt. */
        Flight() {
            this.eTag = "";
            this.words = Map.of();
            this.doubting = true;
        }

        Flight(ObjectInfo upload, boolean doubting) {
            this.eTag = upload.eTag();
            this.words = UploadOptions.words(upload.metadata());
            this.doubting = doubting;
        }

        /** The same bytes may be sent again with another wish. */
        boolean isFor(ObjectInfo upload) {
            return eTag.equals(upload.eTag()) && words.equals(UploadOptions.words(upload.metadata()));
        }

        /** Whoever stops waiting leaves the work to the others. */
        Uni<Optional<Outcome>> outcome() {
            return Uni.createFrom().completionStage(landed::copy);
        }

        /** Ends as the one after it does: what overtook this one is what its caller is to see done. */
        void landWith(Flight last, Outcome unlessGone) {
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
     *     outputs, or gone). Fails with {@link IntakeFullException}, a {@link StoreException} or what the work failed with.
     */
    public Uni<Optional<Outcome>> accept(ObjectCreated event) {
        return accept(event, false);
    }

    /**
     * As {@link #accept(ObjectCreated)}.
     *
     * @param doubt whether somebody, dead by now perhaps, has begun with this before: then results that are there are looked at
     *     before they are believed
     */
    public Uni<Optional<Outcome>> accept(ObjectCreated event, boolean doubt) {
        if (!event.bucket().equals(uploads)) {
            return Uni.createFrom().item(Optional.empty());
        }
        return current(event.key())
                .flatMap(now -> now.isEmpty() ? Uni.createFrom().item(Optional.empty()) : take(now.get(), doubt));
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
        return flights.size();
    }

    void stop(@Observes @Priority(50) ShutdownEvent event) {
        stopping = true;
    }

    private Uni<Optional<Outcome>> take(ObjectInfo upload, boolean doubt) {
        Flight flight;
        synchronized (this) {
            boolean doubting = doubt || ledger.troubled(upload.key());
            Flight underWay = flights.get(upload.key());
            if (underWay != null) {
                boolean same = underWay.isFor(upload) && (underWay.doubting || !doubting);
                if (underWay.next == null && same) {
                    return underWay.outcome();
                }
                if (underWay.next == null) {
                    underWay.next = new Flight(upload, doubting);
                }
                underWay.next.doubting |= doubting;
                return underWay.next.outcome();
            }
            // Those that somebody waits for have as much room again, so that a bucket that fills does not shut them
            // out.
            int most = UploadOptions.isOfJob(upload.metadata()) ? 2 * config.pending() : config.pending();
            if (flights.size() >= most) {
                missed = true;
                return Uni.createFrom().failure(new IntakeFullException(flights.size()));
            }
            flight = new Flight(upload, doubting);
            flights.put(upload.key(), flight);
        }
        start(flight, upload.key(), work(upload, flight.doubting));
        return flight.outcome();
    }

    private Uni<Optional<Outcome>> work(ObjectInfo upload, boolean doubt) {
        return wish.fulfil(upload, doubt, () -> current(upload.key()), () -> stopping)
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

    private void start(Flight flight, String key, Uni<Optional<Outcome>> work) {
        work.subscribe().with(outcome -> landed(flight, key, outcome), failure -> {
            after(flight, key);
            flight.landed.completeExceptionally(failure);
        });
    }

    private void landed(Flight flight, String key, Optional<Outcome> outcome) {
        if (outcome.isPresent() && outcome.get() instanceof Outcome.Superseded) {
            if (stopping || flight.overtaken >= MOST_OVERTAKEN) {
                after(flight, key);
                flight.landed.completeExceptionally(new FrameFailedException(
                        "'" + key + "' " + (stopping ? "was overtaken while Limn stops" : "changes too often"), null));
                return;
            }
            Flight newest;
            synchronized (this) {
                newest = flight.next == null ? new Flight() : flight.next;
                newest.doubting = true;
                newest.overtaken = flight.overtaken + 1;
                flight.next = newest;
            }
            flight.landWith(newest, outcome.get());
            after(flight, key);
            return;
        }
        after(flight, key);
        flight.landed.complete(outcome);
    }

    private void after(Flight flight, String key) {
        Flight next;
        Runnable room = null;
        synchronized (this) {
            next = flight.next;
            if (next == null) {
                flights.remove(key);
            } else {
                flights.put(key, next);
            }
            if (missed && flights.size() <= config.pending() / 2) {
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
                                    : work(now.get(), next.doubting)));
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
