package io.limn.http;

import io.limn.batch.JobSnapshot;
import io.limn.job.ProgressRegistry.Standing;
import io.limn.job.Stage;
import io.limn.job.StagePace;

/**
 * How far one frame of a job is: what the bucket shows, and more exactly what this process knows where the work is its own.
 *
 * @param standing null where the frame waits, or is worked on elsewhere
 */
record FrameProgress(JobSnapshot.Frame frame, Standing standing, StagePace pace) {
    boolean ended() {
        return !(frame.state() instanceof JobSnapshot.Open);
    }

    /** Whether a worker has it, as far as can be seen. */
    boolean inWork() {
        return !ended() && stage() != Stage.QUEUE;
    }

    /** Null once it has ended. */
    Stage stage() {
        if (!(frame.state() instanceof JobSnapshot.Open open)) {
            return null;
        }
        if (standing != null) {
            return standing.stage();
        }
        return open.storing() ? Stage.PUT : Stage.QUEUE;
    }

    /** Whether it waits for somebody to take it up, as far as can be seen from here. */
    boolean isElsewhere() {
        return !ended() && standing == null;
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
        return ended() ? 1 : pace.fraction(stage(), millisInStage());
    }

    /** Of work, without waiting. */
    double millisLeft() {
        return ended() ? 0 : pace.millisLeft(stage(), millisInStage());
    }

    private double millisInStage() {
        return standing == null ? 0 : standing.millis();
    }
}
