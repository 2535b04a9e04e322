package io.limn.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.limn.job.Parts;
import io.limn.request.FixedCatalogue;
import io.limn.result.Manifest;
import io.limn.result.ManifestJson;
import io.limn.store.StoreConfigs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code limn edit} with the real queue and files that are texts, as {@code limn parse} is tested. */
@Timeout(60)
class EditCommandTest {
    private static final String ERASED =
            "{\"version\":1,\"width\":4,\"height\":3,\"strokes\":[{\"kind\":\"eraser\",\"layer\":\"parts\",\"points\":[[1,1]],\"size\":2}]}";

    @TempDir
    Path home;

    private Parts parts;
    private FrameFiles files;
    private Path out;

    @BeforeEach
    void start() throws IOException {
        parts = new Parts(null);
        files = new FrameFiles(parts.pipeline(), StoreConfigs.mapping(io.limn.frame.FrameConfig.class, "limn.frame"));
        out = home.resolve("out");
        Files.writeString(home.resolve("a.png"), "4x3");
        Ran.of(
                new ParseCommand(files, new FixedCatalogue(), new ObjectMapper(), new Interruption()),
                home.resolve("a.png").toString(),
                "-o",
                out.toString(),
                "--output",
                "labels");
    }

    @AfterEach
    void stop() {
        parts.close();
    }

    private Ran edit(String... args) {
        String[] all = new String[args.length + 3];
        all[0] = home.resolve("a.png").toString();
        all[1] = "-o";
        all[2] = out.toString();
        System.arraycopy(args, 0, all, 3, args.length);
        return Ran.of(new EditCommand(files, new FixedCatalogue(), new ObjectMapper()), all);
    }

    private Manifest manifest() throws IOException {
        return ManifestJson.read(Files.readAllBytes(out.resolve("a_png/parse/a.json")))
                .orElseThrow();
    }

    @Test
    void editsAreKeptAndAppliedWithTheOutputsThatAreThereAndTakenBack() throws IOException {
        Path edits = Files.writeString(home.resolve("edits.json"), ERASED);
        assertThat(edit("--edits", edits.toString()).exitCode()).isZero();
        assertThat(manifest().edited().strokes()).isEqualTo(1);
        assertThat(manifest().edited().by()).isEqualTo(System.getProperty("user.name"));
        assertThat(manifest().options().outputs()).containsExactly("labels");
        assertThat(edit("--edits", edits.toString()).err()).contains("already done");
        assertThat(edit("--revert").exitCode()).isZero();
        assertThat(manifest().edited()).isNull();
        assertThat(out.resolve("a_png/edits/a.json")).doesNotExist();
    }

    @Test
    void aFolderHasTheEditsOfEachFrameByItsName() throws IOException {
        Path folder = Files.createDirectories(home.resolve("edits"));
        assertThat(edit("--edits", folder.toString()).err()).contains("0 frames");
        Files.writeString(folder.resolve("a.png.json"), ERASED);
        assertThat(edit("--edits", folder.toString()).err()).contains("1 frame: 1 parsed");
    }

    @Test
    void editsThatDoNotFitAreRefused() throws IOException {
        Path edits = Files.writeString(home.resolve("edits.json"), ERASED.replace("\"width\":4", "\"width\":5"));
        Ran ran = edit("--edits", edits.toString());
        assertThat(ran.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(ran.err()).contains("edits.json: width: 5 is another width than the frame's, which is 4");
        assertThat(out.resolve("a_png/edits/a.json")).doesNotExist();
        assertThat(edit("--edits", home.resolve("none.json").toString()).err()).contains("there is no such file");
        assertThat(edit().err()).contains("--edits");
    }
}
