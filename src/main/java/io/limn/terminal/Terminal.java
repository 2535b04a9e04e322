package io.limn.terminal;

/** The terminal, if the command line writes to one. */
public final class Terminal {
    private Terminal() {}

    /** Whether standard error is a terminal; the launcher passes this on, as Java can't query a single stream. */
    public static boolean isStandardError() {
        String told = System.getProperty("limn.terminal");
        return told != null ? Boolean.parseBoolean(told) : System.console() != null;
    }
}
