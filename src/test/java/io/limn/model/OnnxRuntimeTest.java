package io.limn.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtSession;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
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

    /** Opens a model until the process has been ending for a while. */
    public static final class SlowOpening {
        public static void main(String[] model) throws Exception {
            CountDownLatch ending = new CountDownLatch(1);
            OrtEnvironment environment = OnnxRuntime.environment();
            Runtime.getRuntime().addShutdownHook(new Thread(ending::countDown));
            Openings.ofTheProcess().during(() -> {
                System.out.println("opening");
                ending.await();
                for (int i = 0; i < 20; i++) {
                    environment
                            .createSession(model[0], new OrtSession.SessionOptions())
                            .close();
                }
                System.out.println("opened");
                return null;
            });
        }
    }

    @Test
    void aStopWaitsForTheOpeningOfAModel(@TempDir Path directory) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:ErrorFile=" + directory.resolve("crash.log"),
                        "-cp",
                        System.getProperty("java.class.path"),
                        SlowOpening.class.getName(),
                        TinyModel.write(directory).resolve("model.onnx").toString())
                .redirectErrorStream(true)
                .start();
        try (BufferedReader out = process.inputReader()) {
            List<String> before = new ArrayList<>();
            for (String line = out.readLine(); line != null && !line.equals("opening"); line = out.readLine()) {
                before.add(line);
            }
            process.toHandle().destroy(); // the process itself would close its output
            assertThat(out.lines()).as("after %s", before).contains("opened");
        }
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(128 + 15);
    }

    @Test
    void aModelIsNotOpenedOnceTheProcessStops() {
        Openings openings = new Openings();
        openings.stop(Duration.ofSeconds(1));
        assertThatThrownBy(() -> openings.during(() -> null)).isInstanceOf(StoppingException.class);
    }

    @Test
    void aCommandLineOfThousandsOfFilesDoesNotEndTheProcess(@TempDir Path directory)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Opening.class.getName()));
        for (int i = 0; i < 5000; i++) {
            command.add("shots/sh010/plate." + i + ".jpg");
        }
        Path log = directory.resolve("log");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
        assertThat(log).content().contains("opened");
    }
}
