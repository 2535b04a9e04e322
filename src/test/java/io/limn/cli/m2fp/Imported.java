package io.limn.cli.m2fp;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import picocli.CommandLine;

/** How a call of {@code import-m2fp} ended. */
record Imported(int exit, String out, String err) {
    static Imported with(String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exit = new CommandLine(new ImportM2fpCommand(new ObjectMapper()))
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(args);
        return new Imported(exit, out.toString(), err.toString());
    }
}
