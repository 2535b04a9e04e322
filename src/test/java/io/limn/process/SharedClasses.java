package io.limn.process;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The packaged program's classes in a class data sharing archive, made by the first test that starts the program and used by all starts of
 * one build: it saves a third of the processor time of a start.
 */
final class SharedClasses {
    private static final int MINUTES = 3;

    private SharedClasses() {}

    /**
     * JVM options that use the archive; none where it can't be made, as tests need it for speed only.
     *
     * @param java the options that every test starts the program with
     */
    static List<String> options(Path jar, List<String> java) throws IOException {
        Path folder = jar.getParent().getParent();
        Path archive = folder.resolve("limn-tests.jsa");
        try (FileChannel file = FileChannel.open(
                        folder.resolve("limn-tests.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = file.lock()) {
            if (!Files.exists(archive)
                    || Files.getLastModifiedTime(archive).compareTo(Files.getLastModifiedTime(jar)) < 0) {
                make(jar, java, archive);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of();
        }
        return Files.size(archive) == 0
                ? List.of()
                : List.of("-XX:SharedArchiveFile=" + archive, "-Xlog:cds=off", "-Xlog:cds+dynamic=off");
    }

    /** Leaves an empty file where it fails, so that it is tried once. */
    private static void make(Path jar, List<String> java, Path archive) throws IOException, InterruptedException {
        Path home = Files.createTempDirectory("limn-classes");
        Path made = home.resolve("classes.jsa");
        Files.createDirectory(home.resolve("samples"));
        Files.copy(Path.of("samples/portrait.jpg"), home.resolve("samples/portrait.jpg"));
        List<String> run = List.of(
                "-XX:ArchiveClassesAtExit=" + made,
                "-Xlog:cds=off",
                "-Xlog:cds+dynamic=off",
                "-Dlimn.home=" + home,
                "-Dlimn.model.directory=" + Path.of("models").toAbsolutePath(),
                "-Dlimn.store.embedded-port=0",
                "-Dquarkus.http.port=0",
                "-jar",
                jar.toString(),
                "demo",
                "--once");
        Process process = new ProcessBuilder(
                        Stream.of(java, run).flatMap(List::stream).toList())
                .redirectErrorStream(true)
                .redirectOutput(home.resolve("log").toFile())
                .start();
        boolean ended = process.waitFor(MINUTES, TimeUnit.MINUTES);
        process.destroyForcibly();
        if (ended && process.exitValue() == 0 && Files.exists(made)) {
            Files.move(made, archive, StandardCopyOption.REPLACE_EXISTING);
        } else {
            Files.write(archive, new byte[0]);
        }
    }
}
