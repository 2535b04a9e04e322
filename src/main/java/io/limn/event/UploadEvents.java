package io.limn.event;

import io.limn.event.CatchUp.Ending;
import io.limn.store.ObjectInfo;
import io.limn.store.StoreOwner;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.smallrye.mutiny.subscription.Cancellable;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** The event sources of a running service: the embedded server, and catch-up at start and periodically. */
@Singleton
public class UploadEvents {
    private static final Logger LOG = Logger.getLogger(UploadEvents.class);

    private static final Duration EVERY = Duration.ofSeconds(30);

    private final EventConfig config;
    private final boolean queue;
    private final Instance<StoreOwner> owner;
    private final Instance<UploadDispatcher> dispatcher;
    private final Instance<CatchUp> catchUp;
    private final boolean serving;
    private final AtomicBoolean catchingUp = new AtomicBoolean();
    private final AtomicBoolean again = new AtomicBoolean();
    private volatile boolean stopped;
    private volatile Cancellable run;
    private ScheduledFuture<?> schedule;

    public UploadEvents(
            EventConfig config,
            SqsConfig sqs,
            Instance<StoreOwner> owner,
            Instance<UploadDispatcher> dispatcher,
            Instance<CatchUp> catchUp,
            @ConfigProperty(name = "limn.mode", defaultValue = "serve") String mode) {
        this.config = EventConfigCheck.checked(config);
        this.queue = sqs.url().isPresent();
        this.owner = owner;
        this.dispatcher = dispatcher;
        this.catchUp = catchUp;
        this.serving = mode.equals("serve");
    }

    void start(@Observes StartupEvent event) {
        if (!serving) {
            return;
        }
        Executor workers = Infrastructure.getDefaultWorkerPool();
        owner.get().embedded().ifPresent(server -> server.onCreated(upload -> workers.execute(() -> accept(upload))));
        config.catchUpEvery()
                .or(() -> hasQueueOnly() ? Optional.empty() : Optional.of(EVERY))
                .ifPresent(every -> startCatchUp(workers, every));
    }

    private void startCatchUp(Executor workers, Duration every) {
        dispatcher.get().onRoom(() -> workers.execute(this::catchUp));
        if (every.isZero()) {
            workers.execute(this::catchUp);
        } else {
            schedule = Infrastructure.getDefaultWorkerPool()
                    .scheduleWithFixedDelay(this::catchUp, 0, every.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /** Whether a queue reports all uploads: it redelivers what fails here, so catch-up is not needed. */
    private boolean hasQueueOnly() {
        return queue && owner.get().embedded().isEmpty();
    }

    /** Runs before the wait for frames in progress, so that nothing new starts. */
    void stop(@Observes @Priority(40) ShutdownEvent event) {
        stopped = true;
        if (schedule != null) {
            schedule.cancel(false);
        }
        Cancellable current = run;
        if (current != null) {
            current.cancel();
        }
    }

    private void accept(ObjectInfo upload) {
        if (stopped) {
            return;
        }
        dispatcher
                .get()
                .accept(upload)
                .subscribe()
                .with(outcome -> {}, failure -> LOG.debugf("'%s' is left to catch-up: %s", upload.key(), failure));
    }

    /** One run at a time; a request during a run starts another one after it. */
    private void catchUp() {
        if (stopped) {
            return;
        }
        again.set(true);
        if (!catchingUp.compareAndSet(false, true)) {
            return;
        }
        again.set(false);
        run = Uni.createFrom()
                .deferred(() -> catchUp.get().runForNews())
                .onTermination()
                .invoke(() -> {
                    catchingUp.set(false);
                    if (again.get()) {
                        Infrastructure.getDefaultWorkerPool().execute(this::catchUp);
                    }
                })
                .subscribe()
                .with(
                        UploadEvents::report,
                        failure -> LOG.warnf("Catch-up failed and will run again: %s", failure.getMessage()));
    }

    private static void report(CatchUpCounts counts) {
        if (counts.of(Ending.PARSED) + counts.of(Ending.REJECTED) + counts.of(Ending.FAILED) > 0) {
            LOG.infof("Catch-up finished: %s", counts);
        }
    }
}
