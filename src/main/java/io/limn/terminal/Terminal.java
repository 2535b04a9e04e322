package io.limn.terminal;

/** Detects whether the command line writes to a terminal. */
public final class Terminal {
    private Terminal() {}

    /** Whether standard error is a terminal; the launcher passes this on because Java can't query a single stream. */
    public static boolean isStandardError() {
        String told = System.getProperty("limn.terminal");
        return told != null ? Boolean.parseBoolean(told) : System.console() != null;
    }
}
