package io.limn.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Quick starts: what {@code prepare} makes is what a JVM then starts from. */
@Tag("process")
class PrepareIT {
    private static final int MINUTES = 5;

    @TempDir
    Path folder;

    @Test
    void aPreparedJvmLoadsClassesFromTheCache() throws Exception {
        Optional<Path> java = java25();
        Assumptions.assumeTrue(java.isPresent(), "SKIPPED: there is no JDK 25 beside the one that runs this test");
        Assumptions.assumeTrue(Files.exists(LimnProcess.jar()), "SKIPPED: " + LimnProcess.jar() + " is not there");
        Path out = folder.resolve("quick");
        run(List.of(
                "src/main/docker/prepare",
                homeWithOneFrame().toString(),
                out.toString(),
                java.get().toString()));
        assertThat(out.resolve("java.args")).content().contains("-XX:AOTCache=" + out.resolve("limn.aot"));

        // AOTMode=on: the JVM refuses to start where the cache does not fit.
        String said = run(List.of(
                java.get().toString(),
                "@" + out.resolve("java.args"),
                "-XX:AOTMode=on",
                "-Xmx512m",
                "-jar",
                LimnProcess.jar().toString(),
                "bench",
                "--cold-start",
                "1"));
        assertThat(said).contains("process start to first parsed frame, 1 starts, ms: median ");
    }

    /** With the Java that runs this test, of whatever version. */
    @Test
    void aShortCommandStartsWithThePreparedClasses() throws Exception {
        Assumptions.assumeTrue(Files.exists(LimnProcess.jar()), "SKIPPED: " + LimnProcess.jar() + " is not there");
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        Assumptions.assumeTrue(
                Files.exists(java.resolveSibling("jar")),
                "SKIPPED: " + java + " is not a JDK, so it can't unpack the libraries");
        Path out = folder.resolve("quick");
        run(List.of("src/main/docker/prepare", homeWithOneFrame().toString(), out.toString(), java.toString()));
        if (Runtime.version().feature() < 25) {
            assertThat(out.resolve("java.args"))
                    .as("mapped elsewhere, all of the archive is written to, and is the process's own memory")
                    .content()
                    .contains("-XX:ArchiveRelocationMode=0");
        }
        Path loaded = folder.resolve("loaded");
        run(List.of(
                java.toString(),
                "@" + out.resolve("java.args"),
                "-XX:TieredStopAtLevel=1",
                "-Xlog:class+load:file=" + loaded,
                "-jar",
                LimnProcess.jar().toString(),
                "parse",
                "samples/portrait.jpg",
                "-o",
                folder.resolve("results").toString()));
        List<String> ours = Files.readAllLines(loaded).stream()
                .filter(line -> line.contains(" io.limn.") && !line.contains("Lambda"))
                .toList();
        assertThat(ours).hasSizeGreaterThan(200);
        assertThat(ours.stream().filter(line -> line.contains("shared objects file")))
                .as("the command's own classes are not in what a service was prepared with")
                .hasSizeGreaterThan(ours.size() * 3 / 4);
    }

    /** As the image has it, but with one sample frame to train with. */
    private Path homeWithOneFrame() throws IOException {
        Path home = folder.resolve("home");
        Path samples = Files.createDirectories(home.resolve("samples"));
        Files.copy(Path.of("samples/portrait.jpg"), samples.resolve("portrait.jpg"));
        Files.createSymbolicLink(home.resolve("models"), Path.of("models").toAbsolutePath());
        Files.createSymbolicLink(home.resolve("app"), LimnProcess.jar().getParent());
        return home;
    }

    private static Optional<Path> java25() throws IOException {
        Path mine = Path.of(System.getProperty("java.home")).toRealPath();
        try (Stream<Path> homes = Stream.concat(Stream.of(mine), Files.list(mine.getParent()))) {
            return homes.filter(home -> Runtime.version().feature() >= 25 && home.equals(mine) || is25(home))
                    .map(home -> home.resolve("bin/java"))
                    .filter(Files::isExecutable)
                    .findFirst();
        }
    }

    private static boolean is25(Path home) {
        try {
            return Files.exists(home.resolve("bin/jar"))
                    && Files.readString(home.resolve("release")).contains("JAVA_VERSION=\"25");
        } catch (IOException noJdk) {
            return false;
        }
    }

    private String run(List<String> command) throws Exception {
        Path log = Files.createTempFile(folder, "run", ".log");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        // What the C2 compiler costs, a run this short never earns back; the cache is only valid where both runs agree
        // on it.
        builder.environment().put("JAVA_TOOL_OPTIONS", "-XX:TieredStopAtLevel=1");
        Process process = builder.start();
        if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            throw new AssertionError("still running after " + MINUTES + " minutes: " + Files.readString(log));
        }
        assertThat(process.exitValue()).as(Files.readString(log)).isZero();
        return Files.readString(log);
    }
}
