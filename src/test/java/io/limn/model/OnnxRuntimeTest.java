package io.limn.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OnnxRuntimeTest {
    /** Parses nothing: opening is what used to end a process with a long command line. */
    public static final class Opening {
        public static void main(String[] files) {
            System.out.println(OnnxRuntime.environment() != null ? "opened" : "nothing");
        }
    }

    @Test
    void aCommandLineOfThousandsOfFilesDoesNotEndTheProcess(@TempDir Path directory) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Opening.class.getName()));
        for (int i = 0; i < 5000; i++) {
            command.add("shots/sh010/plate." + i + ".jpg");
        }
        Path log = directory.resolve("log");
        Process process =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
        assertThat(log).content().contains("opened");
    }
}
