package io.limn.parsing;

/** Whether a computation's result is still wanted. Thread-safe. */
public interface Cancellation {
    /** The result is always wanted. */
    Cancellation NEVER = new Cancellation() {
        @Override
        public void check() {}

        @Override
        public Registration whenCancelled(Runnable action) {
            return () -> {};
        }
    };

    /** Throws an unchecked exception if the result is no longer wanted; to be called between the steps of a computation. */
    void check();

    /**
     * For a step that can't check: the action runs when the result is no longer wanted, immediately if it already isn't.
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
