package io.limn.job;

import io.limn.frame.Frame;
import io.limn.frame.FrameConfig;
import io.limn.frame.FrameLimits;
import io.limn.frame.FrameReader;
import io.limn.frame.ViewSettings;
import io.limn.label.LabelSet;
import io.limn.output.Output;
import io.limn.output.RenderOptions;
import io.limn.output.Rendered;
import io.limn.output.Renderers;
import io.limn.parsing.Parser;
import io.limn.parsing.Parsing;
import io.limn.problem.FrameFailedException;
import io.limn.problem.QueueFullException;
import io.limn.problem.StoppingException;
import io.limn.request.FrameRequest;
import io.limn.request.Source;
import io.limn.result.Problems;
import io.limn.result.ResultIdentity;
import io.limn.result.ResultSink;
import io.limn.result.ResultWriter;
import io.limn.store.ObjectStore;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Reception;
import jakarta.inject.Inject;
import jakarta.inject.Provider;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/**
 * The queue in front of {@link FramePipeline}. Waiting holds no thread; computing has thread pools of its own.
 *
 * <p>A frame needs a slot, of which there are as many as workers and {@code limn.job.fetch-ahead} together. Callers who can be told to
 * retry, frames of HTTP jobs, and all other uploads wait for slots in separate lanes, which take turns: a full bucket does not starve HTTP,
 * nor HTTP the bucket. Within a lane callers take turns.
 */
@ApplicationScoped
public class FrameScheduler implements FrameService {
    private static final Logger LOG = Logger.getLogger(FrameScheduler.class);
    private static final int CALLERS = 0;
    private static final int AWAITED = 1;
    private static final int BUCKET = 2;
    private static final int LANES = 3;
    private static final Duration FIRST_GUESS = Duration.ofMillis(500);

    private final JobLimits limits;
    private final FrameTelemetry telemetry;
    private final Workers workers;
    private final LongFrames longFrames;
    private final FairSemaphore slots;
    private final Pace pace;
    private final FramePipeline path;
    private final AtomicLong callersBytes = new AtomicLong();
    private final Set<Submission> active = new HashSet<>();
    private int unanswered;

    /** @param store obtained when the first stored frame arrives */
    @Inject
    public FrameScheduler(
            JobConfig config,
            FrameConfig frames,
            FrameReader reader,
            Parser parser,
            Renderers renderers,
            Provider<ObjectStore> store,
            FrameTelemetry telemetry) {
        this(
                JobLimits.of(config),
                new SourceReader(store::get, FrameLimits.of(frames).maxBytes()),
                new FrameComputation(reader::open, parser, rendering(renderers)),
                new ResultIdentity(
                        parser.model(),
                        parser::options,
                        options -> renderers.colours(options, parser.layers()),
                        ViewSettings.of(frames)),
                telemetry);
        renderers.check(parser.layers());
    }

    FrameScheduler(
            JobLimits limits,
            SourceReader sources,
            FrameComputation work,
            ResultIdentity identity,
            FrameTelemetry telemetry) {
        this.limits = limits;
        this.telemetry = telemetry;
        this.workers = new Workers(limits.workers(), "limn-frame-");
        this.longFrames = new LongFrames(limits, LANES);
        this.slots = new FairSemaphore(limits.slots(), LANES);
        this.pace = new Pace(limits.workers(), FIRST_GUESS);
        this.path = new FramePipeline(sources, work, new ResultWriter(identity), workers, longFrames, limits, pace);
        telemetry.gauges(this::waiting, this::inFlight);
    }

    @Override
    public Uni<Outcome> submit(FrameRequest request, ResultSink sink, Progress progress, Turn turn) {
        return Uni.createFrom().emitter(emitter -> {
            FrameTelemetry.Observed observed = telemetry.begin(request, progress);
            FrameContext run = new FrameContext(request, sink, observed.clock(), limits.frameTimeout());
            Submission submission = new Submission(run, observed, emitter, this::ended, this::answered);
            synchronized (active) {
                unanswered++;
                active.add(submission);
            }
            submission.start(slot(run, turn)
                    .flatMap(slot -> follow(run))
                    .onFailure(LongFrames.NoPlaceException.class)
                    .recoverWithUni(() -> waitAsLong(run, turn))
                    .onFailure()
                    .transform(failure -> explained(run, failure)));
        });
    }

    private Uni<Outcome> follow(FrameContext run) {
        run.begin();
        return path.follow(run).ifNoItem().after(limits.frameTimeout()).failWith(run::overtime);
    }

    /** The frame's time limit starts again when it gets a place: waiting for one counts as waiting in the queue. */
    private Uni<Outcome> waitAsLong(FrameContext run, Turn turn) {
        int lane = lane(turn.admission());
        return longFrames
                .await(
                        run,
                        lane,
                        turn.caller(),
                        turn.admission() == Admission.REFUSE ? limits.queue() : Integer.MAX_VALUE,
                        this::full)
                .flatMap(place -> follow(run));
    }

    private static int lane(Admission admission) {
        return switch (admission) {
            case REFUSE -> CALLERS;
            case AWAITED -> AWAITED;
            case WAIT -> BUCKET;
        };
    }

    private Uni<Void> slot(FrameContext run, Turn turn) {
        run.clock().enter(Stage.QUEUE);
        if (turn.admission() != Admission.REFUSE) {
            return slots.acquire(
                    lane(turn.admission()), turn.caller(), 1, Integer.MAX_VALUE, this::full, run::holdSlot);
        }
        long bytes = run.request().source() instanceof Source.Inline inline ? inline.bytes().length : 0;
        long held = callersBytes.addAndGet(bytes);
        run.hold(() -> callersBytes.addAndGet(-bytes));
        if (held > limits.queueBytes() && held > bytes) {
            return Uni.createFrom().failure(this::full);
        }
        return slots.acquire(CALLERS, turn.caller(), 1, limits.queue(), this::full, run::holdSlot);
    }

    private QueueFullException full() {
        int waiting = slots.waiting(CALLERS) + longFrames.waiting(CALLERS);
        Duration half = pace.forFrames(Math.max(1, waiting / 2));
        Duration second = Duration.ofSeconds(1);
        return new QueueFullException(waiting, half.compareTo(second) < 0 ? second : half);
    }

    private static Throwable explained(FrameContext run, Throwable failure) {
        return Problems.isExplained(failure)
                ? failure
                : new FrameFailedException(
                        "'" + run.request().source().name() + "' failed in stage "
                                + run.clock().stage().label() + ": " + failure,
                        failure);
    }

    private void ended(Submission submission) {
        synchronized (active) {
            active.remove(submission);
        }
    }

    private void answered() {
        synchronized (active) {
            unanswered--;
            active.notifyAll();
        }
    }

    @Override
    public int waiting() {
        return slots.waiting() + longFrames.waiting();
    }

    @Override
    public int inFlight() {
        synchronized (active) {
            return active.size() - waiting();
        }
    }

    @Override
    public Duration estimate() {
        return pace.forFrames(waiting() + inFlight() + 1L);
    }

    /** How long the longest-running computation has been running. */
    Duration longestComputation() {
        Duration longest = longFrames.workers().longest();
        return workers.longest().compareTo(longest) > 0 ? workers.longest() : longest;
    }

    /** Runs before the store and the doors close, which have later priorities. */
    void stop(@Observes(notifyObserver = Reception.IF_EXISTS) @Priority(100) ShutdownEvent event) {
        stop();
    }

    /**
     * Accepts no more frames and lets those in progress finish within {@code limn.job.shutdown-timeout}. Frames that wait or are late fail
     * with a {@link FrameFailedException}; catch-up finds uploads among them again.
     */
    public void stop() {
        int waiting = waiting();
        int working = inFlight();
        if (waiting + working > 0) {
            LOG.infof(
                    "Stopping: %d waiting frames are given back, %d in progress have %d s to finish",
                    waiting, working, limits.shutdownTimeout().toSeconds());
        }
        slots.shut(FrameScheduler::stopping);
        longFrames.shut(FrameScheduler::stopping);
        List<Submission> late = awaitIdle();
        if (!late.isEmpty()) {
            LOG.warnf("%d frames did not finish in time and are given back (limn.job.shutdown-timeout)", late.size());
        }
        late.forEach(submission -> submission.abort(stopping()));
        workers.stop();
        longFrames.workers().stop();
    }

    private List<Submission> awaitIdle() {
        long end = System.nanoTime() + limits.shutdownTimeout().toNanos();
        synchronized (active) {
            try {
                for (long left = end - System.nanoTime(); unanswered > 0 && left > 0; left = end - System.nanoTime()) {
                    TimeUnit.NANOSECONDS.timedWait(active, left);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return List.copyOf(active);
        }
    }

    private static StoppingException stopping() {
        return new StoppingException(null);
    }

    static FrameComputation.Rendering rendering(Renderers renderers) {
        return new FrameComputation.Rendering() {
            @Override
            public List<Rendered> render(
                    Frame frame, Parsing parsing, Set<Output> outputs, RenderOptions options, Runnable check) {
                return renderers.render(frame, parsing, outputs, options, check);
            }

            @Override
            public List<LabelSet> coloured(RenderOptions options, List<LabelSet> layers) {
                return renderers.coloured(options, layers);
            }
        };
    }
}
