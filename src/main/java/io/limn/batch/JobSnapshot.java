package io.limn.batch;

import io.limn.problem.Problem;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/** The state of a job, read from the buckets at one moment. */
public record JobSnapshot(JobRecord record, List<Frame> frames) {
    public JobSnapshot {
        frames = List.copyOf(frames);
    }

    /**
     * A frame of it.
     *
     * @param editsTag eTag of the edits beside its result; null if there are none
     */
    public record Frame(JobRecord.Frame picture, State state, String editsTag) {
        /** A frame without edits. */
        public Frame(JobRecord.Frame picture, State state) {
            this(picture, state, null);
        }
    }

    /** The state of a frame. */
    public sealed interface State {}

    /**
     * No results yet.
     *
     * @param storing whether some of its files already exist
     */
    public record Open(boolean storing) implements State {}

    /** Its files exist. */
    public record Done(FrameResult result) implements State {}

    /** It failed; there will be no files. */
    public record Failed(Problem problem, Instant at) implements State {}

    /** Null while the job is unfinished. */
    public Instant ended() {
        return frames.stream().anyMatch(frame -> frame.state() instanceof Open)
                ? null
                : frames.stream()
                        .map(frame -> frame.state() instanceof Done done
                                ? done.result().stored()
                                : ((Failed) frame.state()).at())
                        .max(Comparator.naturalOrder())
                        .orElse(record.created());
    }
}
