package io.limn.http;

import io.smallrye.mutiny.subscription.Cancellable;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;

/** Pictures that were sent together, and how far each has come. Safe for use by several threads. */
final class BookedJob {
    /** Hears of every change; called from any thread, must not block. */
    interface Listener {
        void changed(BookedFrame frame);

        /** The last call: every frame has ended, or the job was cancelled. */
        void ended();
    }

    private final String id;
    private final Instant created;
    private final List<BookedFrame> frames;
    private final List<Listener> listeners = new CopyOnWriteArrayList<>();
    private final AtomicReference<Instant> ended = new AtomicReference<>();
    private final AtomicBoolean cancelled = new AtomicBoolean();
    private final AtomicReference<Cancellable> work = new AtomicReference<>();

    BookedJob(String id, Instant created, List<String> pictures, StagePace pace) {
        this.id = id;
        this.created = created;
        this.frames = IntStream.range(0, pictures.size())
                .mapToObj(i -> new BookedFrame(i + 1, pictures.get(i), pace, () -> changed(i)))
                .toList();
    }

    String id() {
        return id;
    }

    Instant created() {
        return created;
    }

    /** Null while there is work. */
    Instant ended() {
        return ended.get();
    }

    boolean cancelled() {
        return cancelled.get();
    }

    List<BookedFrame> frames() {
        return frames;
    }

    /** @throws ProblemException where there is no such frame */
    BookedFrame frame(int number) {
        if (number < 1 || number > frames.size()) {
            throw CallProblem.unknownFrame(number, frames.size());
        }
        return frames.get(number - 1);
    }

    /** A listener that comes after the end is told of it at once. */
    void listen(Listener listener) {
        listeners.add(listener);
        if (ended.get() != null) {
            listener.ended();
        }
    }

    void unlisten(Listener listener) {
        listeners.remove(listener);
    }

    /** Where work is under way already when the job was cancelled meanwhile, it is stopped at once. */
    void startedAs(Cancellable running) {
        work.set(running);
        if (cancelled.get()) {
            running.cancel();
        }
    }

    void cancel() {
        if (ended.get() == null) {
            cancelled.set(true);
            Cancellable running = work.get();
            if (running != null) {
                running.cancel();
            }
            end();
        }
    }

    private void changed(int index) {
        listeners.forEach(listener -> listener.changed(frames.get(index)));
        if (frames.stream().allMatch(frame -> frame.state().ended())) {
            end();
        }
    }

    private void end() {
        if (ended.compareAndSet(null, Instant.now())) {
            listeners.forEach(Listener::ended);
        }
    }
}
