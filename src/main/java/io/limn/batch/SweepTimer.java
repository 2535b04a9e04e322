package io.limn.batch;

import io.limn.store.StoreOwner;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.smallrye.mutiny.subscription.Cancellable;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Runs the sweep periodically, with the embedded store or if configured. */
@Singleton
public class SweepTimer {
    private static final Logger LOG = Logger.getLogger(SweepTimer.class);
    private static final Duration SELDOM = Duration.ofMinutes(1);
    private static final Duration OFTEN = Duration.ofSeconds(1);

    private final Instance<JobRules> rules;
    private final Instance<StoreOwner> owner;
    private final Instance<JobSweep> sweep;
    private final boolean serving;
    private final AtomicBoolean sweeping = new AtomicBoolean();
    private volatile Cancellable run = () -> {};
    private ScheduledFuture<?> timer;

    public SweepTimer(
            Instance<JobRules> rules,
            Instance<StoreOwner> owner,
            Instance<JobSweep> sweep,
            @ConfigProperty(name = "limn.mode", defaultValue = "serve") String mode) {
        this.rules = rules;
        this.owner = owner;
        this.sweep = sweep;
        this.serving = mode.equals("serve");
    }

    void start(@Observes StartupEvent event) {
        if (serving
                && rules.get().sweeping().orElseGet(() -> owner.get().embedded().isPresent())) {
            Duration every = rules.get().age().dividedBy(4);
            every = every.compareTo(SELDOM) > 0 ? SELDOM : every.compareTo(OFTEN) < 0 ? OFTEN : every;
            timer = Infrastructure.getDefaultWorkerPool()
                    .scheduleWithFixedDelay(this::sweep, every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    void stop(@Observes @Priority(40) ShutdownEvent event) {
        if (timer != null) {
            timer.cancel(false);
        }
        run.cancel();
    }

    private void sweep() {
        if (sweeping.compareAndSet(false, true)) {
            run = sweep.get()
                    .run(Instant.now())
                    .onTermination()
                    .invoke(() -> sweeping.set(false))
                    .subscribe()
                    .with(
                            jobs -> LOG.debugf("%d expired jobs removed", jobs),
                            failure ->
                                    LOG.warnf("Could not delete expired jobs, will retry: %s", failure.getMessage()));
        }
    }
}
