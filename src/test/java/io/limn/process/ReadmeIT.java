package io.limn.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the README tells a user to type does what the README says. */
@Tag("process")
class ReadmeIT {
    private static final Duration LIMIT = ShellDoc.LIMIT;

    @TempDir
    Path home;

    private ShellDoc readme;

    @BeforeEach
    void open() {
        readme = new ShellDoc(Path.of("README.md"), home);
    }

    @Test
    void theCallsOverHttpAnswerPictures() throws Exception {
        try (LimnProcess limn = readme.serve()) {
            String out = readme.shell(limn, readme.block("curl -F image=@photo.jpg"));
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
                ShellDoc.run(new ProcessBuilder("bash", "-c", "aws --version")) == 0,
                "SKIPPED: there is no working aws command line here");
        try (LimnProcess limn = readme.serve()) {
            String[] lines = readme.block("s3 cp photo.jpg").strip().split("\\n");
            assertThat(lines).hasSize(2);
            readme.shell(limn, lines[0]);
            limn.await("parsed shot/photo.jpg", LIMIT);
            assertThat(readme.shell(limn, lines[1]))
                    .contains("shot/photo_jpg/overlay/photo.jpg", "shot/photo_jpg/parse/photo.json");
        }
    }

    @Test
    void theParseCommandWritesTheFilesItNames() throws Exception {
        String line = readme.block("limn parse a.jpg").lines().findFirst().orElseThrow();
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
            assertThat(limn.output()).contains("✓ crowd.jpg", "✓ walk/plate.0008.jpg");
        }
        assertThat(home.resolve("data/results/demo/walk/plate_jpg/labels/plate.0008.png"))
                .isRegularFile();
    }
}
