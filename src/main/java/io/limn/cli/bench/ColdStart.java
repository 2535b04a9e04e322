package io.limn.cli.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Measures the time from the start of a process to its first parsed frame: starts {@code serve} with this process's own java and options,
 * and posts a frame repeatedly until an overlay comes back.
 */
final class ColdStart {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Duration RETRY = Duration.ofMillis(5);

    private final byte[] frame;
    private final int port;

    ColdStart(byte[] frame) throws IOException {
        this.frame = frame;
        try (ServerSocket free = new ServerSocket(0)) {
            this.port = free.getLocalPort();
        }
    }

    /** @return times of that many starts, after an uncounted one that warms the file cache */
    Series measure(int runs) throws IOException, InterruptedException {
        Series times = new Series();
        once();
        for (int i = 0; i < runs; i++) {
            times.add(once());
        }
        return times;
    }

    private long once() throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("limn-cold-start");
        Path log = folder.resolve("log");
        long from = System.nanoTime();
        Process process = new ProcessBuilder(command(folder))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            while (!answered()) {
                if (!process.isAlive() || System.nanoTime() - from > LIMIT.toNanos()) {
                    throw new IOException("no frame was parsed within " + LIMIT.toSeconds() + " s; its output:\n"
                            + Files.readString(log));
                }
                Thread.sleep(RETRY.toMillis());
            }
            return System.nanoTime() - from;
        } finally {
            process.destroy();
            process.waitFor();
            delete(folder);
        }
    }

    private List<String> command(Path folder) throws IOException {
        String jar = System.getProperty("java.class.path");
        if (!jar.endsWith(".jar")) {
            throw new IOException("--cold-start needs the packaged program: ./limn bench --cold-start");
        }
        List<String> command = new ArrayList<>();
        command.add(ProcessHandle.current().info().command().orElse("java"));
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.add("-Dlimn.store.directory=" + folder);
        command.add("-Dlimn.store.embedded-port=0");
        command.add("-Dquarkus.http.host=127.0.0.1");
        command.add("-Dquarkus.http.port=" + port);
        command.addAll(List.of("-jar", jar, "serve"));
        return command;
    }

    /** Written to a plain socket, so that the warm-up of an HTTP client isn't measured. */
    private boolean answered() throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout((int) LIMIT.toMillis());
            OutputStream out = socket.getOutputStream();
            out.write(("POST /v1/parse?output=overlay HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                            + "Content-Type: application/octet-stream\r\nContent-Length: " + frame.length + "\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            out.write(frame);
            out.flush();
            String status = new BufferedReader(
                            new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
                    .readLine();
            return status != null && status.contains(" 200 ");
        } catch (SocketException notYet) {
            return false;
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
