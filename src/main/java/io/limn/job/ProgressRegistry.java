package io.limn.job;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** The progress of the uploads that this process is working on. */
@Singleton
public class ProgressRegistry {
    private static final double NANOS_PER_MILLI = 1e6;

    private final StagePace pace;
    private final Map<String, Entry> entries = new ConcurrentHashMap<>();
    private final List<Listening> listeners = new CopyOnWriteArrayList<>();

    public ProgressRegistry(StagePace pace) {
        this.pace = pace;
    }

    /** The stage an upload is in, and since when, by {@link System#nanoTime()}. */
    public record Standing(Stage stage, long sinceNanos) {
        public double millis() {
            return (System.nanoTime() - sinceNanos) / NANOS_PER_MILLI;
        }
    }

    private record Listening(String prefix, Consumer<String> moved) {}

    /** One attempt at an upload; closed when it ends, whatever the outcome. */
    final class Entry implements Progress {
        private final String key;
        private volatile Standing standing;

        private Entry(String key) {
            this.key = key;
        }

        @Override
        public void entered(Stage stage) {
            leave();
            standing = new Standing(stage, System.nanoTime());
            notifyListeners(key);
        }

        private void leave() {
            Standing left = standing;
            if (left != null) {
                pace.took(left.stage(), left.millis());
            }
        }

        void close() {
            if (entries.remove(key, this)) {
                notifyListeners(key);
            }
        }
    }

    Entry enter(String key) {
        Entry entry = new Entry(key);
        entries.put(key, entry);
        return entry;
    }

    /** Empty if this process is not working on the upload. */
    public Optional<Standing> of(String key) {
        Entry entry = entries.get(key);
        return Optional.ofNullable(entry == null ? null : entry.standing);
    }

    /**
     * Listens to the progress of uploads with this key prefix.
     *
     * @param moved called with the key, on any thread, must not block @return ends the subscription when run
     */
    public Runnable listen(String prefix, Consumer<String> moved) {
        Listening listening = new Listening(prefix, moved);
        listeners.add(listening);
        return () -> listeners.remove(listening);
    }

    /** Notifies the listeners of this key prefix. */
    public void notifyListeners(String key) {
        for (Listening listening : listeners) {
            if (key.startsWith(listening.prefix)) {
                listening.moved.accept(key);
            }
        }
    }
}
