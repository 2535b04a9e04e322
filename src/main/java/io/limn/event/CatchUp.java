package io.limn.event;

import io.limn.event.shape.ObjectCreated;
import io.limn.job.Outcome;
import io.limn.store.ObjectInfo;
import io.limn.store.ObjectStore;
import io.limn.store.StoreConfig;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Compares the buckets: lists all uploads and processes those without a manifest for their current version. This guarantees that no upload
 * is lost, whatever happens to its events.
 */
@Singleton
public class CatchUp {
    private static final Duration WAIT = Duration.ofMillis(100);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

    private final EventConfig config;
    private final String uploads;
    private final Supplier<ObjectStore> store;
    private final Supplier<UploadDispatcher> dispatcher;

    /** @param store created, like {@code dispatcher}, when a run begins, so that creating a catch-up opens no store */
    @Inject
    public CatchUp(
            EventConfig config,
            StoreConfig buckets,
            Provider<ObjectStore> store,
            Provider<UploadDispatcher> dispatcher) {
        this(config, buckets.uploads(), store::get, dispatcher::get);
    }

    CatchUp(EventConfig config, String uploads, Supplier<ObjectStore> store, Supplier<UploadDispatcher> dispatcher) {
        this.config = config;
        this.uploads = uploads;
        this.store = store;
        this.dispatcher = dispatcher;
    }

    /** How one upload of a run ended. */
    public enum Ending {
        PARSED,
        ALREADY_DONE,
        REJECTED,
        SUPERSEDED,
        /** Not a frame: a folder, one of Limn's own outputs, or another object that is not parsed by itself. */
        IGNORED,
        FAILED
    }

    /**
     * Goes through every upload; ends when all are done.
     *
     * @param each called for every upload when it ends, on any thread, one at a time; must not block @return the counts; fails only if the
     * listing fails
     */
    public Uni<CatchUpCounts> run(BiConsumer<String, Ending> each) {
        return through(upload -> true, false, each);
    }

    /** As {@link #run}, but also verifies the files that each manifest lists; reads all existing results. */
    public Uni<CatchUpCounts> verify(BiConsumer<String, Ending> each) {
        return through(upload -> true, true, each);
    }

    /** As {@link #run}, but skips uploads that this process knows to be done. */
    Uni<CatchUpCounts> runForNews() {
        return through(upload -> !dispatcher.get().isSettled(upload), false, (key, ending) -> {});
    }

    private Uni<CatchUpCounts> through(Predicate<ObjectInfo> wanted, boolean verify, BiConsumer<String, Ending> each) {
        return store.get()
                .list(uploads, "")
                .select()
                .where(upload -> !upload.isFolder() && wanted.test(upload))
                .onItem()
                .transformToUni(upload -> Uni.createFrom()
                        .deferred(() -> bring(upload, verify))
                        .onFailure()
                        .recoverWithItem(Ending.FAILED)
                        .invoke(ending -> each.accept(upload.key(), ending)))
                .merge(config.catchUpConcurrency())
                .collect()
                .in(CatchUpCounts.Sum::new, CatchUpCounts.Sum::add)
                .map(CatchUpCounts.Sum::counts);
    }

    private Uni<Ending> bring(ObjectInfo upload, boolean verify) {
        return dispatcher
                .get()
                .accept(new ObjectCreated(upload.version()), verify)
                .onFailure(DispatcherFullException.class)
                .retry()
                .withBackOff(WAIT, LONGEST_WAIT)
                .indefinitely()
                .map(CatchUp::ending)
                .onFailure()
                .recoverWithItem(Ending.FAILED);
    }

    static Ending ending(Optional<Outcome> outcome) {
        if (outcome.isEmpty()) {
            return Ending.IGNORED;
        }
        Outcome known = outcome.get();
        if (known instanceof Outcome.Parsed) {
            return Ending.PARSED;
        }
        if (known instanceof Outcome.AlreadyDone) {
            return Ending.ALREADY_DONE;
        }
        return known instanceof Outcome.Rejected ? Ending.REJECTED : Ending.SUPERSEDED;
    }
}
