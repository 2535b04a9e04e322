package io.limn.terminal;

/** Where the command line writes to. */
public final class Terminal {
    private Terminal() {}

    /** Whether standard error is a terminal: the launcher says so, since Java can't ask for it alone. */
    public static boolean isStandardError() {
        String told = System.getProperty("limn.terminal");
        return told != null ? Boolean.parseBoolean(told) : System.console() != null;
    }
}
