package io.limn.batch.shot;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;

/**
 * The scheduling of shot passes: one works at a time, callers take turns, each caller's shots in order of arrival. A pass that parses stops
 * after the frame at which its turn is over, and is run again when its caller's turn comes. One that redraws a finished shot has nothing to
 * resume from: its thread waits for the turn.
 */
final class ShotTurns {
    /** Each holds its files on disk and its state in memory. */
    static final int MOST_PAUSED = 8;

    /** A pass's work in one turn. */
    private interface Stretch {
        void run() throws InterruptedException;
    }

    private final Map<String, Deque<Stretch>> waiting = new LinkedHashMap<>();
    private final Semaphore pauses = new Semaphore(MOST_PAUSED);
    private final Duration turn;
    private final int openings;
    private final ExecutorService scheduler = Executors.newSingleThreadExecutor(named("limn-shot-turns"));
    private final ExecutorService passes = Executors.newCachedThreadPool(named("limn-shots"));

    /**
     * @param turn the shortest time that a pass gets before another caller's turn
     * @param openings a turn takes at least this multiple of the time that it took to begin, so that little time is lost to fetching and
     * opening
     */
    ShotTurns(Duration turn, int openings) {
        this.turn = turn;
        this.openings = openings;
    }

    private static ThreadFactory named(String name) {
        return task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        };
    }

    /** The turns of one shot. */
    final class Turn implements Executor {
        private final String caller;
        private boolean begun;
        private long since;
        private long openingNanos;
        private PassThread thread;

        private Turn(String caller) {
            this.caller = caller;
        }

        /** Waits behind the caller's other shots; once it has begun, before them. */
        @Override
        public void execute(Runnable task) {
            PassThread own = new PassThread();
            add(
                    caller,
                    begun,
                    () -> own.start(passes, () -> {
                        thread = own;
                        begun = true;
                        since = System.nanoTime();
                        openingNanos = -1;
                        task.run();
                    }));
        }

        /**
         * Asked after each frame on the pass's thread: whether the pass has had its time, has more to do than another turn takes, and
         * another caller is waiting.
         *
         * @param here frames that were done in this turn, at least one
         * @param left frames that are still to be done
         */
        boolean isOver(int here, int left) {
            long taken = System.nanoTime() - since;
            if (openingNanos < 0) {
                openingNanos = taken;
            }
            long share = Math.max(turn.toNanos(), openings * openingNanos);
            return taken >= share && (double) taken / here * left > share && othersWait(caller);
        }

        /**
         * Called between frames on the pass's thread: if the pass has had its time and another caller is waiting, blocks until its caller's
         * turn comes again. Doesn't if as many passes as may be are paused already.
         *
         * @return whether others had their turn meanwhile
         */
        boolean pause() throws InterruptedException {
            if (System.nanoTime() - since < turn.toNanos() || !othersWait(caller) || !pauses.tryAcquire()) {
                return false;
            }
            try {
                add(caller, true, thread::resume);
                thread.pause();
            } finally {
                pauses.release();
            }
            since = System.nanoTime();
            return true;
        }
    }

    Turn of(String caller) {
        return new Turn(caller);
    }

    private void add(String caller, boolean first, Stretch stretch) {
        synchronized (waiting) {
            Deque<Stretch> own = waiting.computeIfAbsent(caller, none -> new ArrayDeque<>());
            if (first) {
                own.addFirst(stretch);
            } else {
                own.addLast(stretch);
            }
        }
        scheduler.execute(this::next);
    }

    private void next() {
        String caller;
        Stretch stretch;
        synchronized (waiting) {
            Map.Entry<String, Deque<Stretch>> turn =
                    waiting.entrySet().iterator().next();
            caller = turn.getKey();
            stretch = turn.getValue().poll();
            if (turn.getValue().isEmpty()) {
                waiting.remove(caller);
            }
        }
        try {
            stretch.run();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } finally {
            synchronized (waiting) {
                Deque<Stretch> more = waiting.remove(caller);
                if (more != null) {
                    waiting.put(caller, more);
                }
            }
        }
    }

    private boolean othersWait(String caller) {
        synchronized (waiting) {
            return waiting.keySet().stream().anyMatch(other -> !other.equals(caller));
        }
    }

    /** Interrupts the pass in progress and those that are paused; later ones are rejected. */
    void stop() {
        scheduler.shutdownNow();
        passes.shutdownNow();
    }
}
