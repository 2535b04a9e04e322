package io.limn.job;

import io.limn.problem.QueueFullException;
import io.limn.request.FrameRequest;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.IntSupplier;
import java.util.stream.Stream;

/**
 * Metrics, traces and log lines of frames. Metrics: {@code limn.stage} (histogram by {@code stage}), {@code limn.infer} (histogram by
 * {@code part}), {@code limn.frames} (counter by {@code outcome}), {@code limn.queue.depth} and {@code limn.frames.in.flight} (gauges).
 * Traces: a span {@code frame} with one child per stage.
 */
@ApplicationScoped
public class FrameTelemetry {
    private static final Map<String, String> ABOUT = Map.of(
            "limn.stage", "Time of a frame in each stage",
            "limn.infer", "Time of a frame in each part of the network's work");

    /**
     * Buckets of the histograms, fixed so that those of several instances can be summed; they cover a small network up to a large one on a
     * busy machine.
     */
    private static final Duration[] BUCKETS = Stream.of(
                    1, 5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 30_000, 60_000)
            .map(Duration::ofMillis)
            .toArray(Duration[]::new);

    /** Counted from 0: {@code rate} and {@code increase} of Prometheus don't see the first step of a counter that begins with 1. */
    private static final List<String> OUTCOMES =
            List.of("parsed", "already-done", "rejected", "superseded", "refused", "failed", "cancelled");

    private final MeterRegistry meters;
    private final Tracer tracer;

    @Inject
    public FrameTelemetry(MeterRegistry meters, Tracer tracer) {
        this.meters = meters;
        this.tracer = tracer;
        OUTCOMES.forEach(this::frames);
    }

    void gauges(IntSupplier waiting, IntSupplier inFlight) {
        Gauge.builder("limn.queue.depth", waiting, IntSupplier::getAsInt)
                .description("Frames waiting for a worker")
                .strongReference(true)
                .register(meters);
        Gauge.builder("limn.frames.in.flight", inFlight, IntSupplier::getAsInt)
                .description("Frames being fetched, computed or stored")
                .strongReference(true)
                .register(meters);
    }

    private Counter frames(String outcome) {
        return Counter.builder("limn.frames")
                .description("Frames by how they ended")
                .tag("outcome", outcome)
                .register(meters);
    }

    Observed begin(FrameRequest request, Progress progress) {
        Span root = tracer.spanBuilder("frame")
                .setParent(Context.current())
                .setAttribute("limn.key", request.source().name())
                .startSpan();
        Context inside = Context.current().with(root);
        StageClock clock = new StageClock(
                progress,
                stage -> tracer.spanBuilder(stage.label()).setParent(inside).startSpan());
        return new Observed(request, clock, root);
    }

    /** One frame being watched; {@link #end} is to be called once. */
    final class Observed {
        private final FrameRequest request;
        private final StageClock clock;
        private final Span root;

        private Observed(FrameRequest request, StageClock clock, Span root) {
            this.request = request;
            this.clock = clock;
            this.root = root;
        }

        StageClock clock() {
            return clock;
        }

        void ended(Outcome outcome) {
            end(FrameLog.outcome(outcome), null);
            FrameLog.ended(request, outcome, clock);
        }

        void failed(Throwable failure) {
            boolean refused = failure instanceof QueueFullException;
            end(refused ? "refused" : "failed", failure);
            FrameLog.failed(request, failure, clock);
        }

        void cancelled() {
            end("cancelled", null);
            FrameLog.cancelled(request, clock);
        }

        private void end(String outcome, Throwable failure) {
            clock.end();
            clock.nanos().forEach((stage, nanos) -> record("limn.stage", "stage", stage.label(), nanos));
            clock.parts().forEach((part, nanos) -> record("limn.infer", "part", part, nanos));
            frames(outcome).increment();
            root.setAttribute("limn.outcome", outcome);
            if (failure != null) {
                root.setStatus(StatusCode.ERROR, String.valueOf(failure.getMessage()));
                root.recordException(failure);
            }
            root.end();
        }

        private void record(String timer, String tag, String value, long nanos) {
            Timer.builder(timer)
                    .tag(tag, value)
                    .description(ABOUT.get(timer))
                    .serviceLevelObjectives(BUCKETS)
                    .register(meters)
                    .record(Duration.ofNanos(nanos));
        }
    }
}
