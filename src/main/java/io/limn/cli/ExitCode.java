package io.limn.cli;

/** Exit codes, listed in {@code limn --help}. */
final class ExitCode {
    static final int OK = 0;
    /** Something failed; another try may succeed. */
    static final int FAILED = 1;
    /** The command line or the configuration is wrong. */
    static final int USAGE = 2;
    /** Finished, but some frames can't be parsed; their manifests say why. */
    static final int REJECTED = 3;

    private ExitCode() {}
}
