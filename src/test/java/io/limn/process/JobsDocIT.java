package io.limn.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.limn.result.Manifest;
import io.limn.result.ManifestJson;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What docs/jobs.md tells a user to type does what it says. */
@Tag("process")
class JobsDocIT {
    @TempDir
    static Path home;

    private static ShellDoc doc;
    private static LimnProcess service;

    @BeforeAll
    static void serve() throws Exception {
        doc = new ShellDoc(Path.of("docs/jobs.md"), home);
        service = doc.serve();
    }

    @AfterAll
    static void stop() {
        if (service != null) {
            service.close();
        }
    }

    @Test
    void aJobIsSentFollowedFetchedAndRemoved() throws Exception {
        String out = doc.shell(service, doc.block("/v1/jobs"));
        assertThat(out).contains("event:state", "event:done", "\"state\":\"done\"");
        assertThat(ImageIO.read(home.resolve("labels.png").toFile()).getHeight())
                .isEqualTo(1024);
        try (var left = Files.walk(home.resolve("data"))) {
            assertThat(left.filter(file -> file.toString().contains("jobs") && Files.isRegularFile(file)))
                    .isEmpty();
        }
    }

    @Test
    void anUploadGetsWhatItsMetadataAskFor() throws Exception {
        Assumptions.assumeTrue(
                ShellDoc.run(new ProcessBuilder("bash", "-c", "aws --version")) == 0,
                "SKIPPED: there is no working aws command line here");
        doc.shell(service, doc.block("--metadata"));
        service.await("parsed shot/photo.jpg", ShellDoc.LIMIT);
        Manifest manifest = ManifestJson.read(
                        Files.readAllBytes(home.resolve("data/results/shot/photo_jpg/parse/photo.json")))
                .orElseThrow();
        assertThat(manifest.options().outputs()).containsExactly("labels", "persons");
        assertThat(manifest.options().render().palette()).isEqualTo("voc");
    }
}
