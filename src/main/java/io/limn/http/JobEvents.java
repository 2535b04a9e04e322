package io.limn.http;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.Cancellable;
import io.smallrye.mutiny.subscription.MultiEmitter;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.time.Duration;

/**
 * A job as an event stream: {@code state} with the whole job first, however late a listener comes; {@code frame} for every step
 * of a frame and once a second while it is in work; {@code done} with the whole job last.
 */
@ApplicationScoped
public class JobEvents {
    private static final Duration TICK = Duration.ofSeconds(1);
    /** A listener that is further behind is dropped; when it comes again it is told the present state. */
    private static final int MOST_EVENTS_BEHIND = 1024;

    private static final long RECONNECT_MILLIS = 2000;

    private final JobViews views;
    private final Duration heartbeat;

    JobEvents(JobViews views, HttpConfig config) {
        this.views = views;
        this.heartbeat = config.heartbeat();
    }

    Multi<OutboundSseEvent> of(BookedJob job, Sse sse) {
        return Multi.createFrom().emitter(emitter -> tell(job, sse, emitter), MOST_EVENTS_BEHIND);
    }

    private void tell(BookedJob job, Sse sse, MultiEmitter<? super OutboundSseEvent> emitter) {
        emitter.emit(event(sse, "state", views.job(job)));
        Cancellable ticks = every(TICK, () -> job.frames().stream()
                .filter(BookedFrame::inWork)
                .forEach(frame -> emitter.emit(event(sse, "frame", views.progress(job, frame)))));
        Cancellable heart = every(
                heartbeat,
                () -> emitter.emit(sse.newEventBuilder().comment("still here").build()));
        BookedJob.Listener listener = new BookedJob.Listener() {
            @Override
            public void changed(BookedFrame frame) {
                emitter.emit(event(sse, "frame", views.progress(job, frame)));
            }

            @Override
            public void ended() {
                emitter.emit(event(sse, "done", views.job(job)));
                emitter.complete();
            }
        };
        emitter.onTermination(() -> {
            ticks.cancel();
            heart.cancel();
            job.unlisten(listener);
        });
        job.listen(listener);
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

    private static OutboundSseEvent event(Sse sse, String name, Object data) {
        return sse.newEventBuilder()
                .name(name)
                .reconnectDelay(RECONNECT_MILLIS)
                .mediaType(MediaType.APPLICATION_JSON_TYPE)
                .data(data)
                .build();
    }
}
