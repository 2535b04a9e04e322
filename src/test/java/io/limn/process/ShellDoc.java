package io.limn.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A document whose shell blocks are run as a reader would, in a folder of their own. */
record ShellDoc(Path document, Path home) {
    static final Duration LIMIT = Duration.ofMinutes(2);
    private static final Pattern BLOCK = Pattern.compile("```sh\\n(.*?)```", Pattern.DOTALL);

    /** The service, with {@code photo.jpg} beside it. */
    LimnProcess serve() throws IOException, InterruptedException {
        Files.copy(Path.of("samples/portrait.jpg"), home.resolve("photo.jpg"));
        LimnProcess limn =
                LimnProcess.start(home, Map.of("quarkus.http.port", "0", "limn.store.embedded-port", "0"), "serve");
        limn.await("Listening on", LIMIT);
        return limn;
    }

    /** The one block that contains this. */
    String block(String containing) throws IOException {
        List<String> found = new ArrayList<>();
        Matcher block = BLOCK.matcher(Files.readString(document));
        while (block.find()) {
            if (block.group(1).contains(containing)) {
                found.add(block.group(1));
            }
        }
        assertThat(found)
                .as("blocks of " + document + " with '" + containing + "'")
                .hasSize(1);
        return found.get(0);
    }

    /** Runs a piece of the document where the service is, with the service's own ports and keys. */
    String shell(LimnProcess limn, String script) throws IOException, InterruptedException {
        String http = limn.await("Listening on: http://[^:]+:(\\d+)", LIMIT).group(1);
        String s3 = limn.await("S3 endpoint +http://[^:]+:(\\d+)", LIMIT).group(1);
        ProcessBuilder bash = new ProcessBuilder(
                "bash",
                "-euc",
                script.replace("localhost:8080", "127.0.0.1:" + http).replace(":9000", ":" + s3));
        bash.environment()
                .put("AWS_ACCESS_KEY_ID", limn.await("access key (\\S+)", LIMIT).group(1));
        bash.environment()
                .put(
                        "AWS_SECRET_ACCESS_KEY",
                        limn.await("secret key (\\S+)", LIMIT).group(1));
        bash.environment().put("AWS_DEFAULT_REGION", "us-east-1");
        Path output = Files.createTempFile(home, "shell", ".log");
        int exit = run(bash.directory(home.toFile()).redirectErrorStream(true).redirectOutput(output.toFile()));
        String text = Files.readString(output, StandardCharsets.UTF_8);
        assertThat(exit).as(script + "\n" + text).isZero();
        return text;
    }

    static int run(ProcessBuilder command) throws IOException, InterruptedException {
        if (command.redirectOutput() == ProcessBuilder.Redirect.PIPE) {
            command.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD);
        }
        Process process = command.start();
        if (!process.waitFor(LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("still running after " + LIMIT + ": " + command.command());
        }
        return process.exitValue();
    }
}
