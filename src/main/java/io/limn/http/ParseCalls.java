package io.limn.http;

import io.limn.job.Admission;
import io.limn.job.FrameService;
import io.limn.job.Outcome;
import io.limn.job.Progress;
import io.limn.job.Turn;
import io.limn.output.RenderOptions;
import io.limn.parsing.Parsing;
import io.limn.problem.FrameFailedException;
import io.limn.request.FrameRequest;
import io.limn.result.MemorySink;
import io.limn.result.ParsingSink;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Set;

/** Submits pictures and waits for the results, no longer than the caller does. */
@ApplicationScoped
public class ParseCalls {
    private final FrameService queue;
    private final Duration answerTimeout;

    ParseCalls(FrameService queue, HttpConfig config) {
        this.queue = queue;
        this.answerTimeout = HttpConfigCheck.checked(config).answerTimeout();
    }

    /** Parses within {@code limn.http.answer-timeout}; fails if the queue is full. If the caller disconnects, the work is cancelled. */
    Uni<Parsed> answer(Picture picture, ParseRequest request, RoutingContext call) {
        return whileWaitedFor(call, submit(picture, request, call));
    }

    /** As {@link #answer}, for callers that need the parsing as arrays; nothing is rendered. */
    public Uni<Parsing> find(Picture picture, RoutingContext call) {
        FrameRequest frame = new FrameRequest(picture.source(RequestId.of(call)), Set.of(), RenderOptions.DEFAULT);
        return whileWaitedFor(call, Uni.createFrom().deferred(() -> {
            ParsingSink sink = new ParsingSink();
            return queue.submit(frame, sink, Progress.NONE, turn(call)).map(outcome -> found(outcome, sink));
        }));
    }

    private static Parsing found(Outcome outcome, ParsingSink sink) {
        if (outcome instanceof Outcome.Rejected rejected) {
            throw new ProblemException(rejected.problem());
        }
        return sink.parsing().orElseThrow(() -> new FrameFailedException("the frame ended without a parsing", null));
    }

    private <T> Uni<T> whileWaitedFor(RoutingContext call, Uni<T> work) {
        Uni<T> timely = work.ifNoItem().after(answerTimeout).failWith(() -> CallProblem.tooSlow(answerTimeout));
        return Uni.createFrom().emitter(emitter -> {
            Cancellable running = timely.subscribe().with(emitter::complete, emitter::fail);
            call.addEndHandler(ended -> running.cancel());
        });
    }

    /** @return fails with {@link ProblemException} if the frame is rejected */
    private Uni<Parsed> submit(Picture picture, ParseRequest request, RoutingContext call) {
        FrameRequest frame = new FrameRequest(picture.source(RequestId.of(call)), request.outputs(), request.options())
                .with(request.reading());
        return Uni.createFrom().deferred(() -> {
            MemorySink sink = new MemorySink();
            return queue.submit(frame, sink, Progress.NONE, turn(call))
                    .map(outcome -> Parsed.of(picture.name(), request, outcome, sink));
        });
    }

    private static Turn turn(RoutingContext call) {
        return new Turn(Admission.REFUSE, Caller.of(call).name());
    }
}
