package io.limn.batch.shot;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The thread of shot passes and its scheduling: one pass at a time, callers take turns, each caller's shots in order of arrival. A pass
 * whose turn is over stops after its current frame and resumes when its caller's turn comes again.
 */
final class ShotTurns {
    private final Map<String, Deque<Runnable>> waiting = new LinkedHashMap<>();
    private final Duration turn;
    private final int openings;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "limn-shots");
        thread.setDaemon(true);
        return thread;
    });

    /**
     * @param turn the shortest time that a pass gets before another caller's turn
     * @param openings a turn takes at least this multiple of the time that it took to begin, so that little time is lost to fetching and
     * opening
     */
    ShotTurns(Duration turn, int openings) {
        this.turn = turn;
        this.openings = openings;
    }

    /** The turns of one shot. */
    final class Turn implements Executor {
        private final String caller;
        private boolean begun;
        private long since;
        private long openingNanos;

        private Turn(String caller) {
            this.caller = caller;
        }

        /** Waits behind the caller's other shots; once it has begun, before them. */
        @Override
        public void execute(Runnable task) {
            add(caller, begun, () -> {
                begun = true;
                since = System.nanoTime();
                openingNanos = -1;
                task.run();
            });
        }

        /**
         * Asked after each frame on the shots' thread: whether the pass has had its time, has more to do than another turn takes, and
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
    }

    Turn of(String caller) {
        return new Turn(caller);
    }

    private void add(String caller, boolean first, Runnable task) {
        synchronized (waiting) {
            Deque<Runnable> own = waiting.computeIfAbsent(caller, none -> new ArrayDeque<>());
            if (first) {
                own.addFirst(task);
            } else {
                own.addLast(task);
            }
        }
        thread.execute(this::next);
    }

    private void next() {
        String caller;
        Runnable task;
        synchronized (waiting) {
            Map.Entry<String, Deque<Runnable>> turn =
                    waiting.entrySet().iterator().next();
            caller = turn.getKey();
            task = turn.getValue().poll();
            if (turn.getValue().isEmpty()) {
                waiting.remove(caller);
            }
        }
        try {
            task.run();
        } finally {
            synchronized (waiting) {
                Deque<Runnable> more = waiting.remove(caller);
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

    /** Interrupts the pass in progress; later ones are rejected. */
    void stop() {
        thread.shutdownNow();
    }
}
