package io.limn.model;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * The openings of models that are in progress. The JVM doesn't end beneath one: native code that still reads a network would use what the
 * end of the process frees.
 */
final class Openings {
    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final Openings OF_THE_PROCESS = new Openings();

    private int open;
    private boolean stopping;

    static {
        try {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> OF_THE_PROCESS.stop(LONGEST), "limn-openings-end"));
        } catch (IllegalStateException alreadyEnding) {
            OF_THE_PROCESS.stop(Duration.ZERO);
        }
    }

    /** An opening, with its own exceptions. */
    interface Opening<T, A extends Exception, B extends Exception> {
        T open() throws A, B;
    }

    static Openings ofTheProcess() {
        return OF_THE_PROCESS;
    }

    /** @throws StoppingException if the process is about to end */
    <T, A extends Exception, B extends Exception> T during(Opening<T, A, B> opening) throws A, B {
        synchronized (this) {
            if (stopping) {
                throw new StoppingException();
            }
            open++;
        }
        try {
            return opening.open();
        } finally {
            synchronized (this) {
                open--;
                notifyAll();
            }
        }
    }

    /** Lets none begin any more, and waits for those in progress. */
    synchronized void stop(Duration longest) {
        stopping = true;
        long end = System.nanoTime() + longest.toNanos();
        try {
            for (long left = end - System.nanoTime(); open > 0 && left > 0; left = end - System.nanoTime()) {
                TimeUnit.NANOSECONDS.timedWait(this, left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
