package io.limn.http;

import io.limn.batch.JobSnapshot;
import io.limn.batch.shot.ShotProgress;
import io.limn.job.ProgressRegistry.Standing;
import io.limn.job.Stage;
import io.limn.job.StagePace;

/**
 * The progress of one frame of a job: from the bucket, and in more detail from this process if it does the work.
 *
 * @param standing null if the frame waits, or another process works on it
 * @param shot null if it is not a shot, or another process works on it
 */
record FrameProgress(JobSnapshot.Frame frame, Standing standing, StagePace pace, ShotProgress.Standing shot) {
    boolean ended() {
        return !(frame.state() instanceof JobSnapshot.Open);
    }

    /** Whether it is being processed, as far as known. */
    boolean inWork() {
        return !ended() && stage() != Stage.QUEUE;
    }

    /** Null once it has ended. */
    Stage stage() {
        if (!(frame.state() instanceof JobSnapshot.Open open)) {
            return null;
        }
        if (shot != null) {
            return Stage.INFER;
        }
        return standing != null ? standing.stage() : open.storing() ? Stage.PUT : Stage.QUEUE;
    }

    /** Whether this process doesn't have it: it waits in the bucket, or another process works on it. */
    boolean isElsewhere() {
        return !ended() && standing == null && shot == null;
    }

    String state() {
        if (frame.state() instanceof JobSnapshot.Done) {
            return "done";
        }
        if (frame.state() instanceof JobSnapshot.Failed) {
            return "failed";
        }
        return inWork() ? "running" : "waiting";
    }

    double fraction() {
        return ended() ? 1 : shot != null ? shot.fraction() : pace.fraction(stage(), millisInStage());
    }

    /** Expected milliseconds of work left, without waiting. */
    double millisLeft() {
        return ended() ? 0 : shot != null ? shot.millisLeft() : pace.millisLeft(stage(), millisInStage());
    }

    private double millisInStage() {
        return standing == null ? 0 : standing.millis();
    }
}
