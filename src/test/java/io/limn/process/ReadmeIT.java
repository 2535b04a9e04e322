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
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the README tells a user to type does what the README says. */
class ReadmeIT {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final Path README = Path.of("README.md");
    private static final Pattern BLOCK = Pattern.compile("```sh\\n(.*?)```", Pattern.DOTALL);

    @TempDir
    Path home;

    @Test
    void theCallsOverHttpAnswerPictures() throws Exception {
        try (LimnProcess limn = serve()) {
            String out = shell(limn, block("curl -F image=@photo.jpg"));
            assertThat(ImageIO.read(home.resolve("out.jpg").toFile()).getWidth())
                    .isEqualTo(768);
            assertThat(ImageIO.read(home.resolve("labels.png").toFile()).getHeight())
                    .isEqualTo(1024);
            assertThat(out).contains("202").containsIgnoringCase("location: ");
        }
    }

    @Test
    void anAwsCommandLineUploadsAndFindsTheResults() throws Exception {
        Assumptions.assumeTrue(
                run(new ProcessBuilder("bash", "-c", "aws --version")) == 0,
                "SKIPPED: there is no working aws command line here");
        try (LimnProcess limn = serve()) {
            String[] lines = block("s3 cp photo.jpg").strip().split("\\n");
            assertThat(lines).hasSize(2);
            shell(limn, lines[0]);
            limn.await("parsed shot/photo.jpg", LIMIT);
            assertThat(shell(limn, lines[1]))
                    .contains("shot/photo_jpg/overlay/photo.jpg", "shot/photo_jpg/parse/photo.json");
        }
    }

    @Test
    void theParseCommandWritesTheFilesItNames() throws Exception {
        String line = block("limn parse a.jpg").strip();
        assertThat(line).startsWith("./limn ");
        Files.copy(Path.of("samples/portrait.jpg"), home.resolve("a.jpg"));
        Files.copy(Path.of("samples/studio.png"), home.resolve("b.png"));
        try (LimnProcess limn = LimnProcess.start(
                home, Map.of(), line.substring("./limn ".length()).split(" "))) {
            assertThat(limn.exitCode(LIMIT)).as(limn.output()).isZero();
        }
        assertThat(home.resolve("out/a_jpg/overlay/a.jpg")).isRegularFile();
        assertThat(home.resolve("out/b_png/parse/b.json")).isRegularFile();
    }

    @Test
    void theDemoShowsEverySampleAndEnds() throws Exception {
        try (LimnProcess limn = LimnProcess.start(
                home,
                Map.of("quarkus.http.port", "0", "limn.store.embedded-port", "0"),
                "demo",
                "--once",
                "--frames",
                Path.of("samples").toAbsolutePath().toString())) {
            assertThat(limn.exitCode(LIMIT)).as(limn.output()).isZero();
            assertThat(limn.output()).contains("✓ demo/crowd.jpg", "✓ demo/walk/plate.0008.jpg");
        }
        assertThat(home.resolve("data/results/demo/walk/plate_jpg/labels/plate.0008.png"))
                .isRegularFile();
    }

    private LimnProcess serve() throws IOException, InterruptedException {
        Files.copy(Path.of("samples/portrait.jpg"), home.resolve("photo.jpg"));
        LimnProcess limn =
                LimnProcess.start(home, Map.of("quarkus.http.port", "0", "limn.store.embedded-port", "0"), "serve");
        limn.await("Listening on", LIMIT);
        return limn;
    }

    /** Runs a piece of the README where the service is, with the service's own ports and keys. */
    private String shell(LimnProcess limn, String script) throws IOException, InterruptedException {
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

    private static int run(ProcessBuilder command) throws IOException, InterruptedException {
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

    private static String block(String containing) throws IOException {
        List<String> found = new ArrayList<>();
        Matcher block = BLOCK.matcher(Files.readString(README));
        while (block.find()) {
            if (block.group(1).contains(containing)) {
                found.add(block.group(1));
            }
        }
        assertThat(found).as("blocks of the README with '" + containing + "'").hasSize(1);
        return found.get(0);
    }
}
