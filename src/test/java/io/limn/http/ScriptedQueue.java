package io.limn.http;

import io.limn.job.Admission;
import io.limn.job.FrameService;
import io.limn.job.Outcome;
import io.limn.job.Progress;
import io.limn.job.Turn;
import io.limn.request.FrameRequest;
import io.limn.result.ResultKeys;
import io.limn.result.ResultSink;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A queue that does what a test tells it: for the ends that a sound service comes to seldom. */
@Alternative
@ApplicationScoped
public class ScriptedQueue implements FrameService {
    /** What becomes of a frame. */
    public interface Script {
        Uni<Outcome> play(FrameRequest request, Progress progress, Admission admission);
    }

    private volatile Script script;
    private final List<FrameRequest> seen = new CopyOnWriteArrayList<>();

    public void play(Script next) {
        seen.clear();
        script = next;
    }

    public List<FrameRequest> seen() {
        return seen;
    }

    @Override
    public Uni<Outcome> submit(FrameRequest request, ResultSink sink, Progress progress, Turn turn) {
        return Uni.createFrom().deferred(() -> {
            seen.add(request);
            return script.play(request, progress, turn.admission()).call(outcome -> stored(request, outcome, sink));
        });
    }

    /** As a queue does: when its outcome is told, what it lists is in the sink. */
    private static Uni<Void> stored(FrameRequest request, Outcome outcome, ResultSink sink) {
        ResultKeys keys = ResultKeys.of(request.source().name());
        if (outcome instanceof Outcome.Rejected rejected) {
            return sink.commit(keys.manifest(), rejected.manifest());
        }
        Outcome.Parsed parsed = (Outcome.Parsed) outcome;
        return Multi.createFrom()
                .iterable(Scripts.files(request))
                .onItem()
                .transformToUniAndConcatenate(file -> sink.put(keys.of(file), file))
                .collect()
                .last()
                .chain(() -> sink.commit(keys.manifest(), parsed.manifest()));
    }

    @Override
    public int waiting() {
        return 0;
    }

    @Override
    public int inFlight() {
        return 0;
    }

    @Override
    public Duration estimate() {
        return Duration.ofSeconds(2);
    }
}
