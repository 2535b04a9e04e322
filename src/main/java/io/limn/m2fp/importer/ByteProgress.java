package io.limn.m2fp.importer;

import java.io.PrintWriter;
import java.util.Locale;

/** Progress of writing one large file: a bar on a terminal, nothing elsewhere. */
final class ByteProgress implements AutoCloseable {
    private static final int BAR = 28;

    private final PrintWriter out;
    private final boolean terminal;
    private int drawn = -1;

    ByteProgress(PrintWriter out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    void at(long done, long total) {
        int percent = (int) (total == 0 ? 100 : 100 * done / total);
        if (terminal && percent != drawn) {
            drawn = percent;
            int filled = BAR * percent / 100;
            out.printf(
                    Locale.ROOT,
                    "\r\u001b[K%s%s %d of %d MB",
                    "█".repeat(filled),
                    "░".repeat(BAR - filled),
                    done >> 20,
                    total >> 20);
            out.flush();
        }
    }

    /** Shows, on a terminal, the step that is running after the file. */
    void says(String what) {
        if (terminal) {
            out.print("\r\u001b[K" + what);
            out.flush();
        }
    }

    @Override
    public void close() {
        if (terminal) {
            out.print("\r\u001b[K");
            out.flush();
        }
    }
}
