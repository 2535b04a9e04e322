package io.limn.event.sqs;

import io.limn.event.EventHandler;
import io.limn.event.EventHandler.Backpressure;
import io.limn.event.EventOutcome;
import io.limn.event.shape.EventParser;
import io.limn.event.shape.ParsedEvent;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.smallrye.mutiny.subscription.Cancellable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import software.amazon.awssdk.services.sqs.model.Message;

/**
 * Consumes a queue: one receive request at a time, for no more messages than may be in progress. A message stays hidden from
 * other consumers while its frames wait or are processed, and is deleted only when their manifests are stored.
 */
final class QueueConsumer {
    private static final Logger LOG = Logger.getLogger(QueueConsumer.class);
    private static final Duration LONGEST_REST = Duration.ofSeconds(30);

    private final Queue queue;
    private final EventHandler work;
    private final int atOnce;
    private final Duration visibility;
    private final Duration backOff;
    private final QueueMeters meters;
    private final ScheduledExecutorService timer = Infrastructure.getDefaultWorkerPool();
    private final Map<String, Delivery> inFlight = new LinkedHashMap<>();
    private final List<Delivery> toHandBack = new ArrayList<>();
    private ScheduledFuture<?> heartbeat;
    private Cancellable receiving;
    private boolean polling;
    private boolean stopped;
    private int unsettled;
    private int failures;
    private volatile String trouble;

    QueueConsumer(
            Queue queue, EventHandler work, int atOnce, Duration visibility, Duration backOff, QueueMeters meters) {
        this.queue = queue;
        this.work = work;
        this.atOnce = atOnce;
        this.visibility = visibility;
        this.backOff = backOff;
        this.meters = meters;
        meters.inFlight(this::inFlight);
    }

    synchronized void start() {
        long beat = visibility.toMillis() / 3;
        heartbeat = timer.scheduleWithFixedDelay(this::keep, beat, beat, TimeUnit.MILLISECONDS);
        poll();
    }

    /** Stops receiving. Messages that are still waiting are returned to the queue. */
    synchronized void stop() {
        stopped = true;
    }

    /**
     * Waits until every message is deleted or returned to the queue; others are redelivered after their visibility timeout. This
     * includes the last receive request: if it were aborted, the messages in its response would be lost until then.
     */
    synchronized void drain(Duration limit) throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        for (long left = limit.toNanos(); (unsettled > 0 || polling) && left > 0; left = end - System.nanoTime()) {
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
        if (unsettled > 0) {
            LOG.warnf(
                    "%d messages were not settled; SQS delivers them again after their visibility timeout", unsettled);
        }
        if (heartbeat != null) {
            heartbeat.cancel(false);
        }
        if (polling) {
            receiving.cancel();
        }
    }

    synchronized int inFlight() {
        return unsettled;
    }

    /** Why messages can't be received, or null while they can. */
    String trouble() {
        return trouble;
    }

    private synchronized void poll() {
        int room = atOnce - unsettled;
        if (stopped || polling || room <= 0) {
            return;
        }
        polling = true;
        receiving = queue.receive(room).subscribe().with(this::received, this::notReceived);
    }

    private void received(List<Message> messages) {
        if (trouble != null) {
            LOG.info("The queue is reachable again");
        }
        trouble = null;
        meters.received(messages.size());
        List<Delivery> deliveries = messages.stream().map(Delivery::of).toList();
        boolean late;
        synchronized (this) {
            late = stopped;
            polling = false;
            failures = 0;
            unsettled += deliveries.size();
            notifyAll();
            deliveries.forEach(delivery -> inFlight.put(delivery.receipt(), delivery));
        }
        for (Delivery delivery : deliveries) {
            (late
                            ? Uni.createFrom().item(Verdict.HANDED_BACK)
                            : Uni.createFrom().deferred(() -> verdict(delivery)))
                    .subscribe()
                    .with(verdict -> settle(delivery, verdict), failure -> {
                        LOG.errorf(failure, "Unexpected error while processing message %s", delivery.id());
                        settle(delivery, Verdict.FAILED);
                    });
        }
        handBack();
        poll();
    }

    private void notReceived(Throwable failure) {
        meters.failed("receive");
        if (trouble == null) {
            LOG.warnf("Receiving from the queue failed, retrying: %s", failure.getMessage());
        }
        trouble = String.valueOf(failure.getMessage());
        long rest;
        synchronized (this) {
            polling = false;
            notifyAll();
            rest = Math.min(LONGEST_REST.toMillis(), 500L << Math.min(failures++, 10));
        }
        handBack();
        long jittered = rest / 2 + ThreadLocalRandom.current().nextLong(rest / 2 + 1);
        timer.schedule(this::poll, jittered, TimeUnit.MILLISECONDS);
    }

    private Uni<Verdict> verdict(Delivery delivery) {
        ParsedEvent reading = EventParser.read(delivery.body());
        if (reading instanceof ParsedEvent.Created created) {
            return work.of(created, delivery.redelivered(), Backpressure.WAIT)
                    .map(outcome -> verdict(delivery, outcome));
        }
        if (reading instanceof ParsedEvent.Refused refused) {
            LOG.warnf(
                    "Message %s is not a valid event and will go to the dead-letter queue: %s",
                    delivery.id(), refused.problem().detail());
            return Uni.createFrom().item(Verdict.POISON);
        }
        LOG.debugf("Message %s needs no work: %s", delivery.id(), ((ParsedEvent.Nothing) reading).why());
        return Uni.createFrom().item(Verdict.DONE);
    }

    private Verdict verdict(Delivery delivery, EventOutcome outcome) {
        if (outcome.failed().isPresent()) {
            return isStopped() ? Verdict.HANDED_BACK : Verdict.FAILED;
        }
        if (outcome.foreign().isPresent()) {
            LOG.warnf(
                    "Message %s is about bucket '%s' instead of '%s' and will go to the dead-letter queue",
                    delivery.id(), outcome.foreign().get().object().bucket(), work.uploads());
            return Verdict.POISON;
        }
        return Verdict.DONE;
    }

    private void settle(Delivery delivery, Verdict verdict) {
        synchronized (this) {
            inFlight.remove(delivery.receipt());
            if (verdict == Verdict.HANDED_BACK && polling) {
                // Otherwise this process's own last receive request might get it again, when nothing processes it any
                // more.
                toHandBack.add(delivery);
                return;
            }
        }
        Uni<Void> told = verdict == Verdict.DONE
                ? queue.delete(delivery.receipt())
                : queue.giveBack(
                        delivery.receipt(), verdict == Verdict.HANDED_BACK ? Duration.ZERO : delivery.backOff(backOff));
        told.subscribe().with(ok -> settled(verdict), failure -> {
            // It is redelivered after its visibility timeout, and then found done or retried.
            meters.failed("settle");
            LOG.warnf(
                    "Could not settle message %s as %s; SQS will deliver it again: %s",
                    delivery.id(), verdict, failure.getMessage());
            settled(verdict);
        });
    }

    private void handBack() {
        List<Delivery> waiting;
        synchronized (this) {
            waiting = List.copyOf(toHandBack);
            toHandBack.clear();
        }
        waiting.forEach(delivery -> settle(delivery, Verdict.HANDED_BACK));
    }

    private void settled(Verdict verdict) {
        meters.settled(verdict);
        synchronized (this) {
            unsettled--;
            notifyAll();
        }
        poll();
    }

    private void keep() {
        List<String> receipts;
        synchronized (this) {
            receipts = List.copyOf(inFlight.keySet());
        }
        if (!receipts.isEmpty()) {
            queue.keep(receipts).subscribe().with(ok -> {}, failure -> {
                meters.failed("keep");
                LOG.warnf("Could not extend the visibility timeout of messages in progress: %s", failure.getMessage());
            });
        }
    }

    private synchronized boolean isStopped() {
        return stopped;
    }
}
