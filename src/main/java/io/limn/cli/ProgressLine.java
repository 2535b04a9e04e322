package io.limn.cli;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/** Progress of many frames: on a terminal a bar with the time left, elsewhere a plain line per frame. Thread-safe. */
final class ProgressLine implements AutoCloseable {
    private static final int BAR = 28;

    private final PrintStream out;
    private final boolean terminal;
    private int total;
    private long start = System.nanoTime();
    private int done;

    ProgressLine(PrintStream out, boolean terminal, int total) {
        this.out = out;
        this.terminal = terminal;
        this.total = total;
        draw("");
    }

    /** One frame has ended. */
    synchronized void step(String line) {
        done++;
        if (terminal) {
            out.print("\r\u001b[K");
        }
        out.println(terminal ? line : "[" + done + "/" + total + "] " + line);
        draw(line);
    }

    /** Counts from 0 again, to another total. */
    synchronized void restart(int frames) {
        total = frames;
        done = 0;
        start = System.nanoTime();
        draw("");
    }

    private void draw(String line) {
        if (!terminal || total == 0) {
            return;
        }
        int filled = BAR * done / total;
        String left = done == 0 || done == total ? "" : "  " + remaining(System.nanoTime() - start) + " left";
        out.printf(
                Locale.ROOT, "\r\u001b[K%s%s %d/%d%s", "█".repeat(filled), "░".repeat(BAR - filled), done, total, left);
        out.flush();
    }

    private String remaining(long elapsed) {
        Duration left = Duration.ofNanos(elapsed / done * (total - done));
        return left.toMinutes() > 0
                ? left.toMinutes() + " min " + left.toSecondsPart() + " s"
                : left.toSeconds() + " s";
    }

    @Override
    public synchronized void close() {
        if (terminal) {
            out.print("\r\u001b[K");
            out.flush();
        }
    }
}
