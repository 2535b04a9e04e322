package io.limn.job;

import io.opentelemetry.api.trace.Span;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * Measures how long one frame spends in each stage; entering a stage ends the one before. Reports progress and opens a span for
 * each stage.
 */
final class StageClock {
    private static final Logger LOG = Logger.getLogger(StageClock.class);

    private final Progress progress;
    private final Function<Stage, Span> spans;
    private final Map<Stage, Long> nanos = new EnumMap<>(Stage.class);
    private final Map<String, Long> parts = new LinkedHashMap<>();
    private Stage stage;
    private Stage furthest;
    private Span span = Span.getInvalid();
    private long since;
    private boolean ended;

    /** @param spans opens the span of a stage */
    StageClock(Progress progress, Function<Stage, Span> spans) {
        this.progress = progress;
        this.spans = spans;
    }

    /** Going back to {@link Stage#QUEUE} (a fetched frame that waits for a worker) adds to its time and is not reported as progress. */
    void enter(Stage next) {
        boolean news;
        synchronized (this) {
            if (ended || next == stage) {
                return;
            }
            leave();
            stage = next;
            since = System.nanoTime();
            span = spans.apply(next);
            news = furthest == null || next.compareTo(furthest) > 0;
            furthest = news ? next : furthest;
        }
        if (news) {
            notifyListener(next);
        }
    }

    /** Adds to a part of {@link Stage#INFER}, named as in {@link io.limn.parsing.Parser.Timings}. */
    synchronized void part(String name, long took) {
        parts.merge(name, took, Long::sum);
    }

    synchronized void end() {
        leave();
        ended = true;
    }

    synchronized Stage stage() {
        return stage;
    }

    /** Nanoseconds by stage, up to now. */
    synchronized Map<Stage, Long> nanos() {
        Map<Stage, Long> copy = new EnumMap<>(Stage.class);
        copy.putAll(nanos);
        if (stage != null && !ended) {
            copy.merge(stage, System.nanoTime() - since, Long::sum);
        }
        return copy;
    }

    /** Nanoseconds by part of inference. */
    synchronized Map<String, Long> parts() {
        return new LinkedHashMap<>(parts);
    }

    /** Milliseconds up to now: stages by label, parts as {@code infer.network}. */
    Map<String, Double> millis() {
        Map<String, Double> millis = new LinkedHashMap<>();
        nanos().forEach((key, value) -> millis.put(key.label(), millis(value)));
        parts().forEach((key, value) -> millis.put(Stage.INFER.label() + "." + key, millis(value)));
        return millis;
    }

    private static double millis(long nanos) {
        return Math.round(nanos / 1e4) / 1e2;
    }

    private void leave() {
        if (stage != null && !ended) {
            nanos.merge(stage, System.nanoTime() - since, Long::sum);
            span.end();
        }
    }

    private void notifyListener(Stage entered) {
        try {
            progress.entered(entered);
        } catch (RuntimeException e) {
            LOG.warnf(e, "A progress listener failed at stage %s; the frame continues", entered.label());
        }
    }
}
