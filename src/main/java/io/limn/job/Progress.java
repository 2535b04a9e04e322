package io.limn.job;

/** Hears how a job gets on; called from any thread, must not block. */
@FunctionalInterface
public interface Progress {
    Progress NONE = stage -> {};

    /** The job has entered this stage. */
    void entered(Stage stage);
}
