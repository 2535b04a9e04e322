package io.limn.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * What {@code src/test/abuse/abuse.py} tries against the packaged program, which keeps every promise, with keys and without; both at once,
 * as nearly all of it is waiting for time-outs.
 */
@Tag("process")
@Execution(ExecutionMode.CONCURRENT)
class SecurityPromisesIT {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final int MINUTES = 6;
    private static final String KEY = "limn_the-key-of-the-test";
    private static final String OTHER = "limn_the-key-of-another";

    @TempDir
    Path home;

    @Test
    void aServiceWithKeysKeepsItsPromises() throws Exception {
        everyPromiseHolds(
                Map.of("limn.http.api-keys.\"one\"", sha256(KEY), "limn.http.api-keys.\"other\"", sha256(OTHER)),
                List.of("--key", KEY, "--other-key", OTHER));
    }

    @Test
    void aServiceWithoutKeysKeepsThemToo() throws Exception {
        everyPromiseHolds(Map.of(), List.of("--short"));
    }

    private void everyPromiseHolds(Map<String, String> settings, List<String> options) throws Exception {
        assumeTrue(thereIsPython(), "SKIPPED: there is no python3 here");
        Path temporary = Files.createDirectories(home.resolve("tmp"));
        Map<String, String> properties = new HashMap<>(settings);
        properties.put("java.io.tmpdir", temporary.toString());
        properties.put("limn.store.embedded-port", "0");
        properties.put("quarkus.http.port", "0");
        Path log = home.resolve("abuse.log");
        try (LimnProcess limn = LimnProcess.start(home, properties, "serve")) {
            String port = limn.await("Listening on: http://[^:]+:(\\d+)", LIMIT).group(1);
            List<String> command = new ArrayList<>(List.of("python3", "src/test/abuse/abuse.py"));
            command.addAll(List.of("http://127.0.0.1:" + port, "--temporary", temporary.toString()));
            command.addAll(options);
            Process abuse = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            if (!abuse.waitFor(MINUTES, TimeUnit.MINUTES)) {
                abuse.destroyForcibly();
                throw new AssertionError("still running after " + MINUTES + " minutes:\n" + Files.readString(log));
            }
            assertThat(abuse.exitValue()).as(Files.readString(log)).isZero();
            assertThat(limn.isAlive()).isTrue();
        }
    }

    private static boolean thereIsPython() throws InterruptedException {
        try {
            return new ProcessBuilder("python3", "-c", "pass").start().waitFor() == 0;
        } catch (IOException noSuchProgram) {
            return false;
        }
    }

    private static String sha256(String key) throws Exception {
        return HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8)));
    }
}
