package io.limn.video;

import io.limn.frame.codec.ProcessMemory;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A running ffmpeg or ffprobe. It inherits only the environment variables needed to find and load programs. Its standard error is read by
 * a thread of its own. It is killed with its children if a wait for it exceeds the timeout, if it uses too much memory, when it is closed,
 * and when this process ends.
 */
final class FfmpegProcess implements AutoCloseable {
    private static final Set<String> INHERITED =
            Set.of("PATH", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "SystemRoot", "TEMP", "TMP", "TMPDIR");
    private static final Set<Process> RUNNING = ConcurrentHashMap.newKeySet();
    private static final int KEPT_LINES = 12;
    private static final int LONGEST_LINE = 400;
    private static final long LOOK_MILLIS = 100;
    private static final long NOBODY_WAITS = Long.MAX_VALUE;

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> RUNNING.forEach(FfmpegProcess::kill), "limn-ffmpeg-end"));
    }

    private final Process process;
    private final Duration timeout;
    private final Deque<String> lines = new ArrayDeque<>();
    private final Thread errors;
    private volatile long waitingUntil = NOBODY_WAITS;
    private volatile Duration usedBefore = Duration.ZERO;
    private volatile boolean late;
    private volatile boolean overspent;
    private volatile boolean swollen;

    private FfmpegProcess(Process process, Duration timeout, Consumer<String> listener) {
        this.process = process;
        this.timeout = timeout;
        errors = daemon("limn-ffmpeg-messages", () -> drain(listener));
        daemon("limn-ffmpeg-guard", this::guard);
    }

    /** @param fed whether something will be written to its standard input */
    static FfmpegProcess start(List<String> command, Duration timeout, boolean fed) throws IOException {
        return start(command, timeout, fed, line -> {});
    }

    /** @param listener gets each line of standard error, on another thread */
    static FfmpegProcess start(List<String> command, Duration timeout, boolean fed, Consumer<String> listener)
            throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().keySet().removeIf(name -> !INHERITED.contains(name));
        Process process = builder.start();
        RUNNING.add(process);
        if (!fed) {
            process.getOutputStream().close();
        }
        return new FfmpegProcess(process, timeout, listener);
    }

    private static Thread daemon(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private void drain(Consumer<String> listener) {
        try (BufferedReader reader =
                new BufferedReader(new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8))) {
            StringBuilder line = new StringBuilder();
            for (int c = reader.read(); c >= 0; c = reader.read()) {
                if (c != '\n' && c != '\r') {
                    if (line.length() < LONGEST_LINE) {
                        line.append((char) c);
                    }
                } else if (line.length() > 0) {
                    keep(line.toString(), listener);
                    line.setLength(0);
                }
            }
        } catch (IOException e) {
            keep("its standard error can't be read: " + e.getMessage(), listener);
        }
    }

    private void keep(String line, Consumer<String> listener) {
        listener.accept(line);
        synchronized (lines) {
            if (lines.size() == KEPT_LINES) {
                lines.removeFirst();
            }
            lines.add(line);
        }
    }

    private void guard() {
        ProcessMemory memory = new ProcessMemory(process);
        try {
            while (!process.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                swollen |= memory.isOver();
                if (System.nanoTime() - waitingUntil > 0 && waitingUntil != NOBODY_WAITS) {
                    overspent = used().minus(usedBefore).multipliedBy(2).compareTo(timeout) > 0;
                    late = true;
                }
                if (late || swollen) {
                    kill(process);
                }
            }
        } catch (InterruptedException e) {
            kill(process);
        }
        RUNNING.remove(process);
    }

    private Duration used() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    private static void kill(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    /** An operation that waits for the process. */
    interface Waiting<T> {
        T get() throws IOException;
    }

    private <T> T within(Waiting<T> waiting) throws IOException {
        return within(Duration.ZERO, waiting);
    }

    private <T> T within(Duration longer, Waiting<T> waiting) throws IOException {
        usedBefore = used();
        waitingUntil = System.nanoTime() + timeout.plus(longer).toNanos();
        try {
            return waiting.get();
        } finally {
            waitingUntil = NOBODY_WAITS;
        }
    }

    /** @return the number of bytes read; fewer than {@code into} holds only if the output has ended */
    int read(byte[] into) throws IOException {
        return read(into, Duration.ZERO);
    }

    /** As {@link #read(byte[])}, with this much time on top of the timeout. */
    int read(byte[] into, Duration longer) throws IOException {
        int read = within(longer, () -> process.getInputStream().readNBytes(into, 0, into.length));
        raise();
        return read;
    }

    /** Its whole standard output, up to this many bytes. */
    byte[] readAll(int most) throws IOException {
        byte[] all = within(() -> process.getInputStream().readNBytes(most));
        raise();
        return all;
    }

    /** Its standard output, for streaming; set a {@link #deadline} before reading, since these reads have no timeout. */
    InputStream output() {
        return process.getInputStream();
    }

    /** Kills the process if it still runs after this time; for use with {@link #output()}, as other reads replace the limit. */
    void deadline(Duration most) {
        waitingUntil = System.nanoTime() + most.toNanos();
    }

    void write(byte[] bytes, int length) throws IOException {
        OutputStream in = process.getOutputStream();
        try {
            within(() -> {
                in.write(bytes, 0, length);
                return null;
            });
        } catch (IOException e) {
            raise();
            throw new VideoException("ffmpeg ended early" + said(), e);
        }
    }

    /**
     * Closes its standard input and waits for it to exit.
     *
     * @return its exit code
     */
    int finish() throws IOException, InterruptedException {
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            // it has exited already, and the exit code says why
        }
        if (!process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
            late = true;
            kill(process);
        }
        errors.join(timeout.toMillis());
        raise();
        return process.exitValue();
    }

    /**
     * Throws if the process was killed.
     *
     * @throws ClipTooCostlyException if it used processor time for more than half of the timeout, so that load on the machine isn't the
     * cause, or too much memory
     */
    private void raise() throws VideoException {
        if (swollen) {
            throw new ClipTooCostlyException(
                    "ffmpeg took more than " + (ProcessMemory.MOST >> 20) + " MiB of memory and was ended (-Xmx)");
        }
        if (late) {
            String sentence = " for " + timeout.toSeconds() + " s and was ended (limn.ffmpeg.timeout)" + said();
            throw overspent
                    ? new ClipTooCostlyException("ffmpeg produced no output" + sentence)
                    : new VideoException("ffmpeg was idle" + sentence);
        }
    }

    /** Its last line on standard error, to append to a sentence; empty if there is none. */
    String said() {
        synchronized (lines) {
            return lines.isEmpty()
                    ? ""
                    : ": " + io.limn.text.Shown.of(lines.getLast().replaceFirst("^\\[[^]]*] ", ""));
        }
    }

    @Override
    public void close() {
        kill(process);
    }
}
