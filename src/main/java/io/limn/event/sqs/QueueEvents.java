package io.limn.event.sqs;

import io.limn.event.EventConfig;
import io.limn.event.EventConfigCheck;
import io.limn.event.EventHandler;
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

/** Works the configured queue off for as long as the service serves. */
@Singleton
public class QueueEvents {
    private static final Logger LOG = Logger.getLogger(QueueEvents.class);
    private static final Duration DRAIN = Duration.ofSeconds(5);

    private final EventConfig config;
    private final StoreConfig store;
    private final JobConfig jobs;
    private final EventHandler work;
    private final MeterRegistry meters;
    private final boolean serving;
    private Queue queue;
    private QueueConsumer consumer;

    public QueueEvents(
            EventConfig config,
            StoreConfig store,
            JobConfig jobs,
            EventHandler work,
            MeterRegistry meters,
            @ConfigProperty(name = "limn.mode", defaultValue = "serve") String mode) {
        this.config = EventConfigCheck.checked(config);
        this.store = store;
        this.jobs = jobs;
        this.work = work;
        this.meters = meters;
        this.serving = mode.equals("serve");
    }

    synchronized void start(@Observes StartupEvent event) {
        if (!serving || config.queueUrl().isEmpty()) {
            return;
        }
        int atOnce = config.queueAtOnce() > 0 ? config.queueAtOnce() : JobConfig.atOnce(jobs);
        String url = config.queueUrl().get().toString();
        queue = new Queue(QueueAccess.client(config, store, atOnce), url, config.queueWait(), config.queueVisibility());
        consumer = new QueueConsumer(
                queue, work, atOnce, config.queueVisibility(), config.queueBackOff(), new QueueMeters(meters));
        consumer.start();
        LOG.infof("Uploads are told of by %s, %d messages at once", url, atOnce);
    }

    /** Before the frames under work are waited for. */
    void stop(@Observes @Priority(40) ShutdownEvent event) {
        consumer().ifPresent(QueueConsumer::stop);
    }

    /** After the frames under work have ended, before the store closes. */
    void drain(@Observes @Priority(150) ShutdownEvent event) {
        consumer().ifPresent(running -> {
            try {
                running.drain(config.queueWait().plus(DRAIN));
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
