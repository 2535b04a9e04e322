package io.limn.job;

/** Receives a frame's progress; called from any thread, must not block. */
@FunctionalInterface
public interface Progress {
    Progress NONE = stage -> {};

    /** The frame has entered this stage. */
    void entered(Stage stage);
}
