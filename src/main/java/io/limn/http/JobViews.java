package io.limn.http;

import io.limn.job.FrameQueue;
import io.limn.job.Problem;
import io.limn.job.Stage;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Draws up what callers see of a job, with the time that is left. */
@ApplicationScoped
public class JobViews {
    static final String ROOT = "/v1/jobs";

    private final FrameQueue queue;
    private final Duration age;

    JobViews(FrameQueue queue, HttpConfig config) {
        this.queue = queue;
        this.age = config.jobAge();
    }

    JobView job(BookedJob job) {
        Instant ended = job.ended();
        List<JobView.FrameView> frames =
                job.frames().stream().map(frame -> frame(job, frame)).toList();
        return new JobView(
                job.id(),
                state(job),
                fraction(job),
                eta(job),
                job.created(),
                ended,
                ended == null ? null : ended.plus(age),
                frames,
                failed(job) ? frames.get(0).error() : null,
                new JobView.Links(href(job), href(job) + "/events"));
    }

    JobView.ProgressView progress(BookedJob job, BookedFrame frame) {
        return new JobView.ProgressView(job.id(), fraction(job), eta(job), frame(job, frame));
    }

    static String href(BookedJob job) {
        return ROOT + "/" + job.id();
    }

    /** Seconds until the job is expected to be done; null once it has ended. */
    Double eta(BookedJob job) {
        if (job.ended() != null) {
            return null;
        }
        return rounded(job.frames().stream()
                .mapToDouble(frame -> secondsLeft(job, frame))
                .max()
                .orElse(0));
    }

    private JobView.FrameView frame(BookedJob job, BookedFrame frame) {
        FrameState state = frame.state();
        Parsed parsed = state instanceof FrameState.Done done ? done.parsed() : null;
        Problem problem = state instanceof FrameState.Failed failed ? failed.problem() : null;
        Stage stage = state instanceof FrameState.Running running ? running.stage() : null;
        return new JobView.FrameView(
                frame.number(),
                frame.name(),
                state(state),
                stage == null ? null : stage.label(),
                rounded(frame.fraction()),
                state.ended() || job.ended() != null ? null : rounded(secondsLeft(job, frame)),
                parsed == null ? null : parsed.manifest().width(),
                parsed == null ? null : parsed.manifest().height(),
                parsed == null || parsed.manifest().persons() == null
                        ? null
                        : parsed.manifest().persons().size(),
                parsed == null ? null : outputs(job, frame, parsed),
                problem);
    }

    private static List<JobView.OutputView> outputs(BookedJob job, BookedFrame frame, Parsed parsed) {
        String root = href(job) + "/frames/" + frame.number() + "/outputs/";
        return parsed.files().stream()
                .map(file -> new JobView.OutputView(
                        file.folder(),
                        root + file.folder(),
                        FileName.of(parsed.picture(), file.folder(), file.extension()),
                        file.mediaType(),
                        file.bytes().length))
                .toList();
    }

    private static String state(BookedJob job) {
        if (job.cancelled()) {
            return "cancelled";
        }
        if (job.ended() != null) {
            return failed(job) ? "failed" : "done";
        }
        return job.frames().stream()
                        .anyMatch(frame -> frame.inWork() || frame.state().ended())
                ? "running"
                : "waiting";
    }

    private static String state(FrameState state) {
        if (state instanceof FrameState.Done) {
            return "done";
        }
        if (state instanceof FrameState.Failed) {
            return "failed";
        }
        return state instanceof FrameState.Running running && running.stage() != Stage.QUEUE ? "running" : "waiting";
    }

    private static boolean failed(BookedJob job) {
        return job.frames().stream().allMatch(frame -> frame.state() instanceof FrameState.Failed);
    }

    private static double fraction(BookedJob job) {
        return rounded(job.frames().stream()
                .mapToDouble(BookedFrame::fraction)
                .average()
                .orElse(0));
    }

    /** A frame in work is timed by its stages; one that waits is done no later than a frame that came now would be, plus its elders. */
    private double secondsLeft(BookedJob job, BookedFrame frame) {
        double work = frame.millisLeft() / 1000;
        if (frame.inWork() || frame.state().ended()) {
            return work;
        }
        double elders = job.frames().stream()
                .limit(frame.number() - 1L)
                .filter(elder -> elder.state() instanceof FrameState.Waiting)
                .mapToDouble(elder -> elder.millisLeft() / 1000)
                .sum();
        boolean queued = frame.state() instanceof FrameState.Running;
        return Math.max(work, queue.estimate().toMillis() / 1000.0) + (queued ? 0 : elders);
    }

    private static double rounded(double value) {
        return Math.round(value * 1000) / 1000.0;
    }
}
