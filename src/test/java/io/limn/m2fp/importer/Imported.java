package io.limn.m2fp.importer;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.limn.frame.FrameLimits;
import io.limn.frame.FrameReader;
import java.io.PrintWriter;
import java.io.StringWriter;
import picocli.CommandLine;

/** How a call of {@code import-m2fp} ended. */
public record Imported(int exit, String out, String err) {
    /** The command as the program makes it. */
    public static ImportM2fpCommand command() {
        return new ImportM2fpCommand(new ObjectMapper(), new FrameReader(new FrameLimits(64 << 20, 100_000_000)));
    }

    public static Imported with(String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exit = new CommandLine(command())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(args);
        return new Imported(exit, out.toString(), err.toString());
    }
}
