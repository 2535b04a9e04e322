package io.limn.process;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A moto server: an independent emulation of AWS. Where {@code moto_server} isn't on the PATH, the test is skipped and says so. */
record MotoServer(Process process, URI endpoint) implements AutoCloseable {
    private static final String PROGRAM = "moto_server";
    private static final Pattern ADDRESS = Pattern.compile("Running on (http://127\\.0\\.0\\.1:\\d+)");

    static MotoServer start() throws Exception {
        assumeTrue(
                Arrays.stream(System.getenv("PATH").split(":"))
                        .anyMatch(folder -> Files.isExecutable(Path.of(folder, PROGRAM))),
                "SKIPPED: there is no moto_server here (pip install 'moto[server]'), so no S3 and SQS of others was tried");
        Process process = new ProcessBuilder(PROGRAM, "-H", "127.0.0.1", "-p", "0")
                .redirectErrorStream(true)
                .start();
        CompletableFuture<URI> address = new CompletableFuture<>();
        Thread reader = new Thread(() -> read(process, address), "moto-output");
        reader.setDaemon(true);
        reader.start();
        try {
            return new MotoServer(process, address.get(60, TimeUnit.SECONDS));
        } catch (Exception e) {
            process.destroyForcibly();
            throw e;
        }
    }

    private static void read(Process process, CompletableFuture<URI> address) {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                Matcher found = ADDRESS.matcher(line);
                if (found.find()) {
                    address.complete(URI.create(found.group(1)));
                }
            }
        } catch (IOException e) {
            // ended with the process
        } finally {
            address.completeExceptionally(new IllegalStateException("moto_server ended before it listened"));
        }
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
