package io.limn.cli;

import io.limn.terminal.FolderSearch;
import io.limn.terminal.LocalFrames;
import io.limn.terminal.LocalFrames.LocalFrame;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The pictures of a folder as they come: a file is ready once its size and time have not changed for a while and it is not empty, so
 * that a copy under way is left alone. A file that changes later is ready again, one that failed is tried again. Thread-safe.
 *
 * <p>It scans the folder each time instead of using file system notifications, which network drives lack.
 */
final class FolderWatch {
    private static final Duration FIRST_RETRY = Duration.ofSeconds(5);
    private static final Duration LAST_RETRY = Duration.ofMinutes(5);

    private final FolderSearch search;
    private final Path folder;
    private final Duration settle;
    private final Map<Path, State> states = new HashMap<>();
    private List<String> unreadable = List.of();

    private record Stamp(long size, long millis, Object key) {}

    private enum Phase {
        SETTLING,
        RUNNING,
        DONE,
        FAILED
    }

    /** @param since the last change while it settles; the earliest next try after a failure */
    private record State(Stamp stamp, Phase phase, Instant since, int failures) {}

    /** @param settle how long a file must not have changed */
    FolderWatch(FolderSearch search, Path folder, Duration settle) {
        this.search = search;
        this.folder = folder.toAbsolutePath().normalize();
        this.settle = settle;
    }

    /** Looks at the folder; the files that are to be parsed now, each of which ends by {@link #ended}. */
    synchronized List<LocalFrame> ready(Instant now) {
        FolderSearch.Found found = search.pictures(folder);
        List<LocalFrame> ready = new ArrayList<>();
        for (Path file : found.files()) {
            Stamp stamp = stamp(file);
            if (stamp == null) {
                continue;
            }
            State state = states.get(file);
            if (state == null || !state.stamp().equals(stamp)) {
                boolean running = state != null && state.phase() == Phase.RUNNING;
                states.put(file, new State(stamp, running ? Phase.RUNNING : Phase.SETTLING, now, 0));
            } else if (isDue(state, now)) {
                states.put(file, new State(stamp, Phase.RUNNING, Instant.MIN, state.failures()));
                ready.add(new LocalFrame(file, LocalFrames.name(folder, file)));
            }
        }
        if (found.unreadable().isEmpty()) {
            forget(new HashSet<>(found.files()));
        }
        unreadable = found.unreadable();
        return ready;
    }

    /** A sentence for each folder that the last look could not read. */
    synchronized List<String> unreadable() {
        return unreadable;
    }

    synchronized void ended(LocalFrame frame, boolean failed, Instant now) {
        State state = states.get(frame.path());
        if (state == null) {
            return;
        }
        if (!state.since().equals(Instant.MIN)) { // it changed meanwhile
            states.put(frame.path(), new State(state.stamp(), Phase.SETTLING, state.since(), 0));
        } else if (failed) {
            int failures = state.failures() + 1;
            states.put(frame.path(), new State(state.stamp(), Phase.FAILED, now.plus(pause(failures)), failures));
        } else {
            states.put(frame.path(), new State(state.stamp(), Phase.DONE, now, 0));
        }
    }

    private boolean isDue(State state, Instant now) {
        return switch (state.phase()) {
            case SETTLING ->
                state.stamp().size() > 0 && !now.isBefore(state.since().plus(settle));
            case FAILED -> !now.isBefore(state.since());
            case RUNNING, DONE -> false;
        };
    }

    private void forget(Set<Path> found) {
        states.entrySet()
                .removeIf(state ->
                        !found.contains(state.getKey()) && state.getValue().phase() != Phase.RUNNING);
    }

    private static Duration pause(int failures) {
        Duration pause = FIRST_RETRY.multipliedBy(1L << Math.min(failures - 1, 10));
        return pause.compareTo(LAST_RETRY) < 0 ? pause : LAST_RETRY;
    }

    private static Stamp stamp(Path file) {
        try {
            BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
            return new Stamp(now.size(), now.lastModifiedTime().toMillis(), now.fileKey());
        } catch (IOException gone) {
            return null;
        }
    }
}
