package io.limn.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the README tells a user to type does what the README says. */
@Tag("process")
class ReadmeIT {
    private static final Duration LIMIT = ShellDoc.LIMIT;

    @TempDir
    static Path home;

    private static ShellDoc readme;
    private static LimnProcess service;

    @BeforeAll
    static void serve() throws Exception {
        readme = new ShellDoc(Path.of("README.md"), home);
        service = readme.serve();
    }

    @AfterAll
    static void stop() {
        if (service != null) {
            service.close();
        }
    }

    @Test
    void theCallsOverHttpAnswerPictures() throws Exception {
        String out = readme.shell(service, readme.block("curl -F image=@photo.jpg"));
        assertThat(ImageIO.read(home.resolve("out.jpg").toFile()).getWidth()).isEqualTo(768);
        assertThat(ImageIO.read(home.resolve("labels.png").toFile()).getHeight())
                .isEqualTo(1024);
        assertThat(out).contains("202").containsIgnoringCase("location: ");
    }

    @Test
    void anAwsCommandLineUploadsAndFindsTheResults() throws Exception {
        Assumptions.assumeTrue(
                ShellDoc.run(new ProcessBuilder("bash", "-c", "aws --version")) == 0,
                "SKIPPED: there is no working aws command line here");
        String[] lines = readme.block("s3 cp photo.jpg").strip().split("\\n");
        assertThat(lines).hasSize(2);
        readme.shell(service, lines[0]);
        service.await("parsed shot/photo.jpg", LIMIT);
        assertThat(readme.shell(service, lines[1]))
                .contains("shot/photo_jpg/overlay/photo.jpg", "shot/photo_jpg/parse/photo.json");
    }

    @Test
    void theParseCommandWritesTheFilesItNames(@TempDir Path here) throws Exception {
        String line = readme.block("limn parse a.jpg").lines().findFirst().orElseThrow();
        assertThat(line).startsWith("./limn ");
        Files.copy(Path.of("samples/portrait.jpg"), here.resolve("a.jpg"));
        Files.copy(Path.of("samples/studio.png"), here.resolve("b.png"));
        try (LimnProcess limn = LimnProcess.start(
                here, Map.of(), line.substring("./limn ".length()).split(" "))) {
            assertThat(limn.exitCode(LIMIT)).as(limn.output()).isZero();
        }
        assertThat(here.resolve("out/a_jpg/overlay/a.jpg")).isRegularFile();
        assertThat(here.resolve("out/b_png/parse/b.json")).isRegularFile();
    }

    @Test
    void theDemoShowsEverySampleAndEnds(@TempDir Path here) throws Exception {
        try (LimnProcess limn = LimnProcess.start(
                here,
                Map.of("quarkus.http.port", "0", "limn.store.embedded-port", "0"),
                "demo",
                "--once",
                "--frames",
                Path.of("samples").toAbsolutePath().toString())) {
            assertThat(limn.exitCode(LIMIT)).as(limn.output()).isZero();
            assertThat(limn.output()).contains("✓ crowd.jpg", "✓ walk/plate.0008.jpg");
        }
        assertThat(here.resolve("data/results/demo/walk/plate_jpg/labels/plate.0008.png"))
                .isRegularFile();
    }
}
