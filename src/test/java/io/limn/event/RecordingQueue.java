package io.limn.event;

import io.limn.job.Admission;
import io.limn.job.FrameService;
import io.limn.job.Outcome;
import io.limn.job.Progress;
import io.limn.job.Turn;
import io.limn.request.FrameRequest;
import io.limn.request.Source;
import io.limn.result.Manifest;
import io.limn.result.ResultSink;
import io.limn.store.ObjectVersion;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Writes down what is asked of it; a test ends each piece of work itself, or has it all end at once. */
public final class RecordingQueue implements FrameService {
    public record Work(FrameRequest request, Admission lane, ResultSink sink, UniEmitter<? super Outcome> emitter) {
        public ObjectVersion source() {
            return ((Source.Stored) request.source()).object();
        }

        public void parsed() {
            emitter.complete(new Outcome.Parsed(null));
        }

        /** With a manifest of a frame under the key. */
        public void parsedAs(String key) {
            Manifest.SourceInfo of = Manifest.SourceInfo.of(new ObjectVersion("uploads", key, "e", null, 1), null);
            emitter.complete(
                    new Outcome.Parsed(new Manifest(of, null, null, null, null, null, null, null, null, null)));
        }

        public void superseded() {
            emitter.complete(new Outcome.Superseded(request.source()));
        }

        public void fails(Throwable failure) {
            emitter.fail(failure);
        }
    }

    public final List<ObjectVersion> asked = new CopyOnWriteArrayList<>();
    private final BlockingQueue<Work> begun = new LinkedBlockingQueue<>();
    private final boolean atOnce;

    public RecordingQueue(boolean atOnce) {
        this.atOnce = atOnce;
    }

    @Override
    public Uni<Outcome> submit(FrameRequest request, ResultSink sink, Progress progress, Turn turn) {
        return Uni.createFrom().emitter(emitter -> {
            Work work = new Work(request, turn.admission(), sink, emitter);
            asked.add(work.source());
            if (atOnce) {
                work.parsed();
            } else {
                begun.add(work);
            }
        });
    }

    public Work next() throws InterruptedException {
        Work work = begun.poll(20, TimeUnit.SECONDS);
        if (work == null) {
            throw new AssertionError("no work was begun");
        }
        return work;
    }

    /** Ends the work that was begun by now, if any. */
    public void ended(Consumer<Work> how) {
        for (Work work = begun.poll(); work != null; work = begun.poll()) {
            how.accept(work);
        }
    }

    public boolean isIdle() {
        return begun.isEmpty();
    }

    @Override
    public int waiting() {
        return 0;
    }

    @Override
    public int inFlight() {
        return begun.size();
    }

    @Override
    public Duration estimate() {
        return Duration.ZERO;
    }
}
