package io.limn.http;

import io.limn.batch.FrameResult;
import io.limn.batch.JobPage;
import io.limn.batch.JobSnapshot;
import io.limn.batch.shot.ShotMarker;
import io.limn.batch.shot.ShotProgress;
import io.limn.job.FrameService;
import io.limn.job.ProgressRegistry;
import io.limn.job.Stage;
import io.limn.job.StagePace;
import io.limn.problem.Problem;
import io.limn.result.Manifest;
import io.limn.result.ManifestJson;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** Builds the view of a job, with the time left. */
@ApplicationScoped
public class JobViews {
    static final String ROOT = "/v1/jobs";

    private final FrameService queue;
    private final ProgressRegistry registry;
    private final StagePace pace;
    private final ShotProgress shots;
    private final PublicPath path;
    private final Duration age;

    JobViews(
            FrameService queue,
            ProgressRegistry registry,
            StagePace pace,
            ShotProgress shots,
            PublicPath path,
            HttpConfig config) {
        this.shots = shots;
        this.path = path;
        this.queue = queue;
        this.registry = registry;
        this.pace = pace;
        this.age = config.jobAge();
    }

    /** @param most the page's maximum number of jobs */
    JobView.JobsView jobs(JobPage page, int most) {
        return new JobView.JobsView(
                page.jobs().stream().map(this::job).toList(),
                page.next() == null ? null : path.of(ROOT + "?limit=" + most + "&before=" + page.next()));
    }

    JobView job(JobSnapshot job) {
        return job(job, null);
    }

    /** A job whose record was deleted: unfinished frames will not be processed. */
    JobView cancelled(JobSnapshot last) {
        return job(last, Instant.now());
    }

    private JobView job(JobSnapshot job, Instant cancelled) {
        List<FrameProgress> frames = progress(job);
        Instant ended = cancelled == null ? job.ended() : cancelled;
        boolean failed = frames.stream().allMatch(frame -> frame.frame().state() instanceof JobSnapshot.Failed);
        List<JobView.FrameView> views = frames.stream()
                .map(frame -> frame(job, frames, frame, ended == null))
                .toList();
        return new JobView(
                job.record().id(),
                cancelled != null ? "cancelled" : ended != null ? failed ? "failed" : "done" : state(frames),
                fraction(frames),
                ended == null ? eta(frames) : null,
                job.record().created(),
                ended,
                ended == null ? null : ended.plus(age),
                views,
                failed ? views.get(0).error() : null,
                links(job));
    }

    private JobView.Links links(JobSnapshot job) {
        boolean shot = ShotMarker.is(job.record().frames().get(0).key());
        String frames = shot ? path.of("/v1/shots/" + job.record().id() + "/frames") : null;
        return new JobView.Links(href(job), href(job) + "/events", href(job) + "/zip", frames);
    }

    JobView.ProgressView progress(JobSnapshot job, int index) {
        List<FrameProgress> frames = progress(job);
        boolean open = job.ended() == null;
        return new JobView.ProgressView(
                job.record().id(),
                fraction(frames),
                open ? eta(frames) : null,
                frame(job, frames, frames.get(index), open));
    }

    /** Whether this process knows that the frame is being processed. */
    boolean inWork(JobSnapshot.Frame frame) {
        return progress(frame).inWork();
    }

    /** Whether this process has the frame, waiting or being processed. */
    boolean isKnown(JobSnapshot.Frame frame) {
        return registry.of(frame.picture().key()).isPresent();
    }

    private JobView.EditedView edited(JobSnapshot job, JobSnapshot.Frame frame, FrameResult result) {
        boolean none =
                result != null && result.edited() != null && result.edited().strokes() == 0;
        if (frame.editsTag() == null || none) {
            return null;
        }
        Manifest.Edited drawn = result == null ? null : result.edited();
        return new JobView.EditedView(
                href(job) + "/frames/" + frame.picture().number() + "/edits",
                frame.editsTag(),
                drawn == null ? null : drawn.strokes(),
                drawn == null ? null : drawn.by(),
                drawn == null ? null : drawn.at(),
                drawn == null ? null : drawn.skipped());
    }

    /** The job's address, as a path. */
    String href(JobSnapshot job) {
        return path.of(ROOT + "/" + job.record().id());
    }

    /** Seconds until the job is expected to be done; null once it has ended. */
    Double eta(JobSnapshot job) {
        return job.ended() == null ? eta(progress(job)) : null;
    }

    private List<FrameProgress> progress(JobSnapshot job) {
        return job.frames().stream().map(this::progress).toList();
    }

    private FrameProgress progress(JobSnapshot.Frame frame) {
        return new FrameProgress(
                frame,
                registry.of(frame.picture().key()).orElse(null),
                pace,
                shots.of(frame.picture().key()).orElse(null));
    }

    private double eta(List<FrameProgress> frames) {
        return rounded(frames.stream()
                .mapToDouble(frame -> secondsLeft(frames, frame))
                .max()
                .orElse(0));
    }

    private JobView.FrameView frame(JobSnapshot job, List<FrameProgress> frames, FrameProgress progress, boolean open) {
        JobSnapshot.State state = progress.frame().state();
        FrameResult result = state instanceof JobSnapshot.Done done ? done.result() : null;
        Problem problem = state instanceof JobSnapshot.Failed failed ? failed.problem() : null;
        Stage stage = progress.stage();
        return new JobView.FrameView(
                progress.frame().picture().number(),
                progress.frame().picture().name(),
                progress.state(),
                stage == null ? null : stage.label(),
                rounded(progress.fraction()),
                open && !progress.ended() ? rounded(secondsLeft(frames, progress)) : null,
                result == null ? null : result.width(),
                result == null ? null : result.height(),
                result == null ? null : result.persons(),
                JobView.ShotView.of(progress.shot()),
                result == null ? null : outputs(job, progress.frame(), result),
                edited(job, progress.frame(), result),
                problem);
    }

    private List<JobView.OutputView> outputs(JobSnapshot job, JobSnapshot.Frame frame, FrameResult result) {
        String root = href(job) + "/frames/" + frame.picture().number() + "/outputs/";
        return Stream.concat(result.files().stream(), Stream.of(manifest(result)))
                .map(file -> new JobView.OutputView(
                        file.output(),
                        file.part(),
                        root + file.path(),
                        fileName(frame, file),
                        file.mediaType(),
                        file.size()))
                .toList();
    }

    /** The manifest as a file among the others. */
    static Manifest.OutputFile manifest(FrameResult result) {
        return new Manifest.OutputFile(
                ParseRequest.JSON, null, result.manifestKey(), ManifestJson.MEDIA_TYPE, result.manifestSize(), null);
    }

    static String fileName(JobSnapshot.Frame frame, Manifest.OutputFile file) {
        String key = file.key();
        return FileName.of(
                frame.picture().name(), FileName.output(file.path()), key.substring(key.lastIndexOf('.') + 1));
    }

    private static String state(List<FrameProgress> frames) {
        return frames.stream().anyMatch(frame -> frame.inWork() || frame.ended()) ? "running" : "waiting";
    }

    private static double fraction(List<FrameProgress> frames) {
        return rounded(
                frames.stream().mapToDouble(FrameProgress::fraction).average().orElse(0));
    }

    /**
     * A frame in progress is estimated from its stages, one waiting here as if it arrived now, and one waiting elsewhere from its
     * position and the pace of frames here.
     */
    private double secondsLeft(List<FrameProgress> frames, FrameProgress frame) {
        double work = frame.millisLeft() / 1000;
        if (frame.inWork() || frame.ended()) {
            return work;
        }
        if (!frame.isElsewhere()) {
            return Math.max(work, queue.estimate().toMillis() / 1000.0);
        }
        double elders = frames.stream()
                .limit(frame.frame().picture().number() - 1L)
                .filter(FrameProgress::isElsewhere)
                .mapToDouble(elder -> elder.millisLeft() / 1000)
                .sum();
        return work + elders;
    }

    private static double rounded(double value) {
        return Math.round(value * 1000) / 1000.0;
    }
}
