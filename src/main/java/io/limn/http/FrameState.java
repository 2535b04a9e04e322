package io.limn.http;

import io.limn.job.Problem;
import io.limn.job.Stage;

/** Where a frame of a job stands. */
sealed interface FrameState {
    /** Sent, but not yet taken by the queue. */
    record Waiting() implements FrameState {}

    /** In the queue or being worked on. */
    record Running(Stage stage, long sinceNanos) implements FrameState {}

    /** Its files are there. */
    record Done(Parsed parsed) implements FrameState {}

    /** There will be no files. */
    record Failed(Problem problem) implements FrameState {}

    default boolean ended() {
        return this instanceof Done || this instanceof Failed;
    }
}
