package io.limn.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine;

/**
 * A command that was run in this process.
 *
 * @param out bytes of standard output
 */
record Ran(int exitCode, byte[] out, String err) {
    static Ran of(Callable<Integer> command, String... args) {
        return of(new byte[0], command, args);
    }

    /** @param in what it finds on standard input */
    static synchronized Ran of(byte[] in, Callable<Integer> command, String... args) {
        InputStream usualIn = System.in;
        PrintStream usualOut = System.out;
        PrintStream usualErr = System.err;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        System.setIn(new ByteArrayInputStream(in));
        System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
        try {
            int code = Commands.configured(new CommandLine(command)).execute(args);
            return new Ran(code, out.toByteArray(), err.toString(StandardCharsets.UTF_8));
        } finally {
            System.setIn(usualIn);
            System.setOut(usualOut);
            System.setErr(usualErr);
        }
    }

    String text() {
        return new String(out, StandardCharsets.UTF_8);
    }
}
