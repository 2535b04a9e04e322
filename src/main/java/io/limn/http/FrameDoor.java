package io.limn.http;

import io.limn.job.Admission;
import io.limn.job.FrameJob;
import io.limn.job.FrameQueue;
import io.limn.job.MemorySink;
import io.limn.job.Progress;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/** Hands pictures to the queue and waits, no longer than the caller does. */
@ApplicationScoped
public class FrameDoor {
    private final FrameQueue queue;
    private final Duration answerTimeout;

    FrameDoor(FrameQueue queue, HttpConfig config) {
        this.queue = queue;
        this.answerTimeout = config.checked().answerTimeout();
    }

    /** Parses now or not at all; a caller who hangs up takes the work back. */
    Uni<Parsed> answer(Picture picture, Ask ask, RoutingContext call) {
        Uni<Parsed> work = submit(picture, ask, Progress.NONE, Admission.REFUSE)
                .ifNoItem()
                .after(answerTimeout)
                .failWith(() -> CallProblem.tooSlow(answerTimeout));
        return Uni.createFrom().emitter(emitter -> {
            Cancellable running = work.subscribe().with(emitter::complete, emitter::fail);
            call.addEndHandler(ended -> running.cancel());
        });
    }

    /** @return fails with {@link ProblemException} where the frame is rejected */
    Uni<Parsed> submit(Picture picture, Ask ask, Progress progress, Admission admission) {
        FrameJob job = new FrameJob(picture.source(), ask.outputs(), ask.options());
        return queue.submit(job, new MemorySink(), progress, admission)
                .map(outcome -> Parsed.of(picture.name(), ask, outcome));
    }
}
