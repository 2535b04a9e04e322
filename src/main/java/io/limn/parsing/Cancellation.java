package io.limn.parsing;

/** Whether a computation's result is still wanted. Thread-safe. */
public interface Cancellation {
    /** Somebody always does. */
    Cancellation NEVER = new Cancellation() {
        @Override
        public void check() {}

        @Override
        public Registration whenCancelled(Runnable action) {
            return () -> {};
        }
    };

    /** Ends the computation by an unchecked exception where nobody waits any more; to be called between its steps. */
    void check();

    /**
     * For a step that can't ask: the action runs once nobody waits any more, at once if that is so already.
     *
     * @param action short, and safe on any thread
     * @return to be closed when the step has ended; from then on the action neither runs nor begins
     */
    Registration whenCancelled(Runnable action);

    /** See {@link #whenCancelled}. */
    interface Registration extends AutoCloseable {
        @Override
        void close();
    }
}
