package io.limn.process;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The packaged program as a process of its own, for tests that kill it or that live it as a user would. */
public final class LimnProcess implements AutoCloseable {
    private final Process process;
    private final List<String> lines = new ArrayList<>();
    private final List<Waiter> waiters = new ArrayList<>();

    private record Waiter(Pattern pattern, CompletableFuture<MatchResult> found) {}

    private LimnProcess(Process process) {
        this.process = process;
        Thread reader = new Thread(this::read, "limn-process-output");
        reader.setDaemon(true);
        reader.start();
    }

    /**
     * Starts {@code java -jar quarkus-run.jar args}; skips the test aloud where the jar has not been packaged.
     *
     * @param directory the working directory, and where {@code data/} goes
     * @param properties system properties
     */
    public static LimnProcess start(Path directory, Map<String, String> properties, String... args) throws IOException {
        return start(directory, Map.of(), properties, args);
    }

    /**
     * As {@link #start(Path, Map, String...)}.
     *
     * @param environment variables beside the test's own
     */
    public static LimnProcess start(
            Path directory, Map<String, String> environment, Map<String, String> properties, String... args)
            throws IOException {
        Path jar = jar();
        assumeTrue(Files.exists(jar), "SKIPPED: " + jar + " is not there; ./mvnw verify packages it first");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                // Short-lived processes: the C1 compiler and the serial collector halve the processor time of a start.
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Djava.awt.headless=true"));
        command.addAll(SharedClasses.options(jar, List.copyOf(command)));
        command.addAll(List.of(
                "-Dlimn.home=" + directory.toAbsolutePath(),
                "-Dlimn.model.directory=" + Path.of("models").toAbsolutePath()));
        properties.forEach((key, value) -> command.add("-D" + key + "=" + value));
        command.addAll(List.of("-jar", jar.toString()));
        command.addAll(List.of(args));
        ProcessBuilder process = new ProcessBuilder(command);
        process.environment().putAll(environment);
        return new LimnProcess(
                process.directory(directory.toFile()).redirectErrorStream(true).start());
    }

    public static Path jar() {
        return Path.of(System.getProperty("limn.jar", "target/quarkus-app/quarkus-run.jar"))
                .toAbsolutePath();
    }

    /** Waits for a line that contains the pattern, seen already or to come. */
    public MatchResult await(String pattern, Duration limit) throws InterruptedException {
        Waiter waiter = new Waiter(Pattern.compile(pattern), new CompletableFuture<>());
        synchronized (lines) {
            lines.forEach(line -> offer(waiter, line));
            waiters.add(waiter);
        }
        try {
            return waiter.found.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            throw new AssertionError(
                    "no line with '" + pattern + "' within " + limit + "; output was:\n" + output(), e);
        }
    }

    /** All output so far. */
    public String output() {
        synchronized (lines) {
            return String.join("\n", lines);
        }
    }

    /** As {@code kill -9}. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** As {@code kill}: asks it to stop. */
    public void terminate() {
        process.destroy();
    }

    public int exitCode(Duration limit) throws InterruptedException {
        if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new AssertionError("still running after " + limit + "; output was:\n" + output());
        }
        return process.exitValue();
    }

    /** The number of the operating system's process. */
    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    private void read() {
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                synchronized (lines) {
                    lines.add(line);
                    for (Waiter waiter : waiters) {
                        offer(waiter, line);
                    }
                }
            }
        } catch (IOException e) {
            // A process that ends closes its stream, also in the middle of a line: those who wait for one get an error
            // below.
        } finally {
            synchronized (lines) {
                waiters.forEach(
                        waiter -> waiter.found.completeExceptionally(new IllegalStateException("the process ended")));
            }
        }
    }

    private static void offer(Waiter waiter, String line) {
        Matcher matcher = waiter.pattern.matcher(line);
        if (!waiter.found.isDone() && matcher.find()) {
            waiter.found.complete(matcher.toMatchResult());
        }
    }
}
