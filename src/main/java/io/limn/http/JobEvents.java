package io.limn.http;

import io.limn.batch.JobSnapshot;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.Cancellable;
import io.smallrye.mutiny.subscription.MultiEmitter;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A job as an event stream: {@code state} with the whole job first, however late a listener connects; {@code frame} for every step of a
 * frame and once a second while it is being processed; {@code done} with the whole job last.
 */
@ApplicationScoped
public class JobEvents {
    static final String LAST_EVENT_ID = "Last-Event-ID";
    /** The id of {@code done}: nothing follows. */
    static final String END = "end";

    private static final Duration TICK = Duration.ofSeconds(1);
    /** A listener that falls further behind is dropped; when it reconnects it gets the current state. */
    private static final int MOST_EVENTS_BEHIND = 1024;

    private static final long RECONNECT_MILLIS = 2000;

    private final EventStreams streams;
    private final JobWatches watches;
    private final JobViews views;
    private final Duration heartbeat;

    JobEvents(EventStreams streams, JobWatches watches, JobViews views, HttpConfig config) {
        this.streams = streams;
        this.watches = watches;
        this.views = views;
        this.heartbeat = config.heartbeat();
    }

    /**
     * @param lastEventId of a listener that reconnects, else null; the ids continue from there. The first event holds the whole job and so
     * everything that the listener missed, so that any process can continue another's stream.
     * @throws ProblemException 429 if the caller, or all callers together, have too many streams open
     */
    Multi<OutboundSseEvent> of(JobSnapshot job, Caller caller, String lastEventId, Sse sse) {
        Runnable left = streams.enter(caller.name());
        return Multi.createFrom()
                .<OutboundSseEvent>emitter(
                        emitter -> stream(job, new Numbered(sse, new AtomicLong(number(lastEventId))), emitter),
                        MOST_EVENTS_BEHIND)
                .onTermination()
                .invoke(left);
    }

    private static long number(String lastEventId) {
        return lastEventId != null && lastEventId.matches("\\d{1,15}") ? Long.parseLong(lastEventId) : 0;
    }

    /** Events with consecutive ids. */
    private record Numbered(Sse sse, AtomicLong last) {
        OutboundSseEvent.Builder next() {
            return sse.newEventBuilder().id(Long.toString(last.incrementAndGet()));
        }

        OutboundSseEvent.Builder end() {
            return sse.newEventBuilder().id(END);
        }

        OutboundSseEvent heartbeat() {
            return sse.newEventBuilder().comment("still here").build();
        }
    }

    private void stream(JobSnapshot first, Numbered sse, MultiEmitter<? super OutboundSseEvent> emitter) {
        emitter.emit(event(sse.next(), "state", views.job(first)));
        AtomicReference<JobSnapshot> latest = new AtomicReference<>(first);
        Runnable leave = watches.follow(first, new JobWatch.Listener() {
            @Override
            public void moved(JobSnapshot job, int index) {
                latest.set(job);
                emitter.emit(event(sse.next(), "frame", views.progress(job, index)));
            }

            @Override
            public void ended(JobSnapshot job) {
                emitter.emit(event(sse.end(), "done", views.job(job)));
                emitter.complete();
            }

            @Override
            public void gone(JobSnapshot last) {
                emitter.emit(event(sse.end(), "done", views.cancelled(last)));
                emitter.complete();
            }
        });
        Cancellable ticks = every(TICK, () -> tick(latest.get(), sse, emitter));
        Cancellable heart = every(heartbeat, () -> emitter.emit(sse.heartbeat()));
        emitter.onTermination(() -> {
            ticks.cancel();
            heart.cancel();
            leave.run();
        });
    }

    private void tick(JobSnapshot job, Numbered sse, MultiEmitter<? super OutboundSseEvent> emitter) {
        for (int i = 0; i < job.frames().size(); i++) {
            if (views.inWork(job.frames().get(i))) {
                emitter.emit(event(sse.next(), "frame", views.progress(job, i)));
            }
        }
    }

    private static Cancellable every(Duration period, Runnable work) {
        return Multi.createFrom()
                .ticks()
                .startingAfter(period)
                .every(period)
                .onOverflow()
                .drop()
                .subscribe()
                .with(tick -> work.run());
    }

    /** Has no media type: the resource's stream is of JSON, and RESTEasy would write the type into a field that the format doesn't have. */
    private static OutboundSseEvent event(OutboundSseEvent.Builder event, String name, Object data) {
        return event.name(name).reconnectDelay(RECONNECT_MILLIS).data(data).build();
    }
}
