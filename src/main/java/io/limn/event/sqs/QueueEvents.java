package io.limn.event.sqs;

import io.limn.event.EventHandler;
import io.limn.event.SqsConfig;
import io.limn.event.SqsConfigCheck;
import io.limn.job.JobConfig;
import io.limn.store.StoreConfig;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Consumes the configured queue while the service runs. */
@Singleton
public class QueueEvents {
    private static final int ONCE_THE_MODEL_IS_LOADED = 4000;
    private static final Logger LOG = Logger.getLogger(QueueEvents.class);
    private static final Duration DRAIN = Duration.ofSeconds(5);

    private final SqsConfig config;
    private final StoreConfig store;
    private final JobConfig jobs;
    private final EventHandler work;
    private final MeterRegistry meters;
    private final boolean serving;
    private Queue queue;
    private QueueConsumer consumer;

    public QueueEvents(
            SqsConfig config,
            StoreConfig store,
            JobConfig jobs,
            EventHandler work,
            MeterRegistry meters,
            @ConfigProperty(name = "limn.mode", defaultValue = "serve") String mode) {
        this.config = SqsConfigCheck.checked(config);
        this.store = store;
        this.jobs = jobs;
        this.work = work;
        this.meters = meters;
        this.serving = mode.equals("serve");
    }

    synchronized void start(@Observes @Priority(ONCE_THE_MODEL_IS_LOADED) StartupEvent event) {
        if (!serving || config.url().isEmpty()) {
            return;
        }
        int atOnce = config.maxInFlight() > 0 ? config.maxInFlight() : JobConfig.atOnce(jobs);
        String url = config.url().get().toString();
        queue = new Queue(QueueAccess.of(config, store, atOnce), url, config.waitTime(), config.visibilityTimeout());
        consumer = new QueueConsumer(
                queue, work, atOnce, config.visibilityTimeout(), config.backOff(), new QueueMeters(meters));
        consumer.start();
        LOG.infof("Polling %s, at most %d messages concurrently", url, atOnce);
    }

    /** Runs before the wait for frames in progress. */
    void stop(@Observes @Priority(40) ShutdownEvent event) {
        consumer().ifPresent(QueueConsumer::stop);
    }

    /** Runs after the frames in progress have ended and before the store closes. */
    void drain(@Observes @Priority(150) ShutdownEvent event) {
        consumer().ifPresent(running -> {
            try {
                running.drain(config.waitTime().plus(DRAIN));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    synchronized Optional<QueueConsumer> consumer() {
        return Optional.ofNullable(consumer);
    }

    @PreDestroy
    synchronized void close() {
        if (queue != null) {
            queue.close();
        }
    }
}
