package io.limn.batch;

import io.limn.problem.Problem;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/** A job as the buckets showed it at one moment. */
public record JobSnapshot(JobRecord record, List<Frame> frames) {
    public JobSnapshot {
        frames = List.copyOf(frames);
    }

    /** A frame of it. */
    public record Frame(JobRecord.Frame picture, State state) {}

    /** Where a frame stands. */
    public sealed interface State {}

    /**
     * No results yet.
     *
     * @param storing whether some of its files are there already
     */
    public record Open(boolean storing) implements State {}

    /** Its files are there. */
    public record Done(FrameResult result) implements State {}

    /** There are no files and there will be none. */
    public record Failed(Problem problem, Instant at) implements State {}

    /** Null while there is work. */
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
