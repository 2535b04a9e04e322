package io.limn.http;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/** Counts the open event streams, in total and per caller. */
@ApplicationScoped
class EventStreams {
    private final int most;
    private final int mostPerCaller;
    private final Map<String, Integer> byCaller = new HashMap<>();
    private int open;

    @Inject
    EventStreams(HttpConfig config) {
        this(config.maxEventStreams(), config.maxEventStreamsPerCaller());
    }

    EventStreams(int most, int mostPerCaller) {
        this.most = most;
        this.mostPerCaller = mostPerCaller;
    }

    /**
     * Counts one more.
     *
     * @return run it when the stream ends; running it twice is harmless
     * @throws ProblemException 429 if there are too many
     */
    Runnable enter(String caller) {
        synchronized (this) {
            int own = byCaller.getOrDefault(caller, 0);
            if (own >= mostPerCaller) {
                throw CallProblem.tooManyEventStreams("You have", own, "limn.http.max-event-streams-per-caller");
            }
            if (open >= most) {
                throw CallProblem.tooManyEventStreams("This service has", open, "limn.http.max-event-streams");
            }
            byCaller.put(caller, own + 1);
            open++;
        }
        AtomicBoolean entered = new AtomicBoolean(true);
        return () -> {
            if (entered.compareAndSet(true, false)) {
                leave(caller);
            }
        };
    }

    private synchronized void leave(String caller) {
        byCaller.computeIfPresent(caller, (same, count) -> count > 1 ? count - 1 : null);
        open--;
    }

    synchronized int open() {
        return open;
    }
}
