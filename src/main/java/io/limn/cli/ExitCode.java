package io.limn.cli;

/** What the command line answers to the shell; listed in {@code limn --help}. */
final class ExitCode {
    static final int OK = 0;
    /** Something failed that may go well another time. */
    static final int FAILED = 1;
    /** The command line itself was wrong. */
    static final int USAGE = 2;
    /** All went well but for frames that can't be parsed; their manifests say why. */
    static final int REJECTED = 3;

    private ExitCode() {}
}
