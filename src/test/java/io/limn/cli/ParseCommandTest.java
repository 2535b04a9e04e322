package io.limn.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.limn.job.Parts;
import io.limn.request.FixedCatalogue;
import io.limn.store.NamedPipe;
import io.limn.store.StoreConfigs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code limn parse} with the real queue and files that are texts: {@code 4x3} is a picture, other texts are none. */
@Timeout(60)
class ParseCommandTest {
    private static final String PICTURE = "4x3";

    @TempDir
    Path home;

    private final Interruption interruption = new Interruption();
    private Parts parts;
    private Path in;
    private Path out;

    @BeforeEach
    void start() throws IOException {
        parts = new Parts(null);
        in = Files.createDirectories(home.resolve("in"));
        out = home.resolve("out");
    }

    @AfterEach
    void stop() {
        parts.close();
    }

    private Ran parse(String... args) {
        return Ran.of(command(), args);
    }

    private ParseCommand command() {
        FrameFiles files =
                new FrameFiles(parts.pipeline(), StoreConfigs.mapping(io.limn.frame.FrameConfig.class, "limn.frame"));
        return new ParseCommand(files, new FixedCatalogue(), new ObjectMapper(), interruption);
    }

    private Path picture(String name) throws IOException {
        return file(name, PICTURE);
    }

    private Path file(String name, String text) throws IOException {
        Path file = in.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    private List<String> made() throws IOException {
        try (Stream<Path> files = Files.walk(out)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> out.relativize(file).toString())
                    .filter(name -> name.contains("/parse/"))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void resultsOfEarlierRunsAreNeverTakenForFrames() throws IOException {
        picture("a.jpg");
        Path inside = in.resolve("out");
        for (int run = 0; run < 3; run++) {
            assertThat(parse(in + "", "-o", inside + "").err())
                    .contains("[1/1] ✓ a.jpg", run == 0 ? "1 frame" : "left out as results of Limn: " + inside);
        }
        assertThat(parse(in + "/*.png", in + "/*.jpg", "-o", inside + "").err()).contains("no file matches");
        out = in;
        for (int run = 0; run < 3; run++) {
            assertThat(parse(in + "", "-o", in + "").err()).contains("[1/1] ✓ a.jpg", "1 frame");
        }
        Path elsewhere = home.resolve("elsewhere");
        assertThat(parse(in + "", "-o", elsewhere + "").err()).contains("[1/1] ✓ a.jpg", "left out as results of Limn");
    }

    @Test
    void aResultNamedExplicitlyIsSkippedToo() throws IOException {
        parse(picture("a.jpg") + "", "-o", out + "");
        Ran again = parse(out.resolve("a_jpg/labels/a.png") + "", "-o", home.resolve("second") + "");
        assertThat(again.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(again.err()).contains("no picture to parse", "left out as results of Limn");
    }

    @Test
    void aFolderThatOnlyHasTheNameOfAnOutputIsSearched() throws IOException {
        picture("labels/a.jpg");
        parse(in + "", "-o", out + "");
        assertThat(made()).containsExactly("labels/a_jpg/parse/a.json");
    }

    @Test
    void resultPathsDependOnlyOnHowAPictureWasNamed() throws IOException {
        Path one = picture("one/a.jpg");
        Path far = Files.createDirectories(home.resolve("far/away")).resolve("b.jpg");
        Files.writeString(far, PICTURE);
        parse(one + "", "-o", out + "");
        assertThat(made()).containsExactly("a_jpg/parse/a.json");
        Ran both = parse(one + "", far + "", "-o", out + "");
        assertThat(both.err()).contains("a.jpg  already done");
        assertThat(made()).containsExactly("a_jpg/parse/a.json", "b_jpg/parse/b.json");
        parse(in + "", "-o", out + "");
        assertThat(made()).contains("one/a_jpg/parse/a.json");
    }

    @Test
    void picturesThatWouldShareTheirResultsAreRefusedUntilABaseIsNamed() throws IOException {
        Path one = picture("one/a.jpg");
        Path two = picture("two/a.jpg");
        Ran refused = parse(one + "", two + "", "-o", out + "");
        assertThat(refused.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(refused.err()).contains("would share their results", "--base");
        assertThat(out).doesNotExist();
        assertThat(parse(one + "", two + "", "--base", in + "", "-o", out + "").exitCode())
                .isZero();
        assertThat(made()).containsExactly("one/a_jpg/parse/a.json", "two/a_jpg/parse/a.json");
    }

    @Test
    void missingFilesAreReportedAtTheEndAndTheRestIsDone() throws IOException {
        Ran ran = parse(in.resolve("none.jpg") + "", picture("a.jpg") + "", in + "/*.tif", "-o", out + "");
        assertThat(ran.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(made()).containsExactly("a_jpg/parse/a.json");
        assertThat(ran.err().indexOf("✓ a.jpg")).isLessThan(ran.err().indexOf("no such file: "));
        assertThat(ran.err()).contains("none.jpg", "no file matches " + in + "/*.tif");
        assertThat(parse(in.resolve("none.jpg") + "", "-o", out + "").exitCode())
                .isEqualTo(ExitCode.USAGE);
    }

    @Test
    void aPipeIsLeftOutOfAFolderAndRefusedByItsName() throws Exception {
        picture("p/a.jpg");
        Path pipe = NamedPipe.at(in.resolve("p/b.jpg"));
        assertThat(parse(in + "/p", "-o", out + "").exitCode()).isZero();
        Ran named = parse(pipe + "", in + "/p/a.jpg", "-o", out + "");
        assertThat(named.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(named.err()).contains("is a pipe or a device").contains("1 already done");
    }

    @Test
    void aPictureThatCannotBeParsedGivesExitCodeThreeAndTheOthersAreDone() throws IOException {
        picture("a.jpg");
        file("b.jpg", "no picture");
        Ran ran = parse(in + "", "-o", out + "");
        assertThat(ran.exitCode()).isEqualTo(ExitCode.REJECTED);
        assertThat(ran.err()).contains("✗ b.jpg", "2 frames: 1 parsed, 1 rejected; ", " frames/s; results in " + out);
    }

    @Test
    void patternsListsAndStandardInputNamePictures() throws IOException {
        picture("s/a.jpg");
        picture("s/deep/b.jpg");
        picture("s/c.png");
        Path list = Files.writeString(home.resolve("list"), in + "/s/a.jpg\n\n" + in + "/s/c.png\n");
        parse(in + "/s/*.jpg", "-o", out + "");
        assertThat(made()).containsExactly("a_jpg/parse/a.json");
        parse(in + "/s/**/*.jpg", "-o", out + "");
        assertThat(made()).containsExactly("a_jpg/parse/a.json", "deep/b_jpg/parse/b.json");
        parse("@" + list, "-o", out + "");
        assertThat(made()).contains("c_png/parse/c.json");
        byte[] paths = (in + "/s/deep/b.jpg\n").getBytes(StandardCharsets.UTF_8);
        assertThat(Ran.of(paths, command(), "@-", "-o", out + "").exitCode()).isZero();
        assertThat(made()).contains("b_jpg/parse/b.json");
        byte[] picture = PICTURE.getBytes(StandardCharsets.UTF_8);
        assertThat(Ran.of(picture, command(), "-", "--name", "piped.jpg", "-o", out + "")
                        .exitCode())
                .isZero();
        assertThat(made()).contains("piped_jpg/parse/piped.json");
        assertThat(parse("@" + home.resolve("nolist"), "-o", out + "").err()).contains("can't read the list");
    }

    @Test
    void oneOutputOfOnePictureGoesToStandardOutput() throws IOException {
        Path a = picture("a.jpg");
        Ran labels = parse(a + "", "-o", "-", "--output", "labels");
        assertThat(labels.exitCode()).isZero();
        assertThat(labels.text()).isEqualTo("labels of 4x3");
        assertThat(labels.err()).isEmpty();
        assertThat(parse(a + "", "-o", "-", "--output", "json").text()).contains("\"source\"");
        assertThat(parse(picture("a\u202eb.jpg") + "", "-o", "-", "--output", "json")
                        .text())
                .contains("a\\u202eb.jpg")
                .doesNotContain("\u202e");
        Ran several = parse(a + "", "-o", "-", "--output", "labels,persons");
        assertThat(several.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(several.text()).isEmpty();
        assertThat(parse(a + "", picture("b.jpg") + "", "-o", "-").err()).contains("-o - takes one picture, not 2");
        Ran rejected = parse(file("c.jpg", "none") + "", "-o", "-");
        assertThat(rejected.exitCode()).isEqualTo(ExitCode.REJECTED);
        assertThat(rejected.err()).contains("✗ c.jpg");
    }

    @Test
    void filesOfEarlierRunsWithOtherOutputsAreNamedAndOverwritingRemovesThem() throws IOException {
        Path a = picture("a.jpg");
        parse(a + "", "-o", out + "", "--output", "labels,persons");
        Ran other = parse(a + "", "-o", out + "", "--output", "labels");
        assertThat(other.err())
                .contains("1 file of earlier runs with other options remains", "persons/a.png", "--overwrite");
        assertThat(out.resolve("a_jpg/persons/a.png")).exists();
        Ran anew = parse(a + "", "-o", out + "", "--output", "labels", "--overwrite");
        assertThat(anew.err()).contains("1 parsed", "1 file of earlier runs with other options removed");
        assertThat(out.resolve("a_jpg/persons/a.png")).doesNotExist();
        assertThat(out.resolve("a_jpg/labels/a.png")).exists();
        assertThat(parse(a + "", "-o", out + "", "--output", "labels").err())
                .contains("already done")
                .doesNotContain("earlier runs");
    }

    @Test
    void quietPrintsErrorsOnly() throws IOException {
        picture("a.jpg");
        assertThat(parse(in + "", "-o", out + "", "-q").err()).isEmpty();
        file("b.jpg", "none");
        Ran ran = parse(in + "", "-o", out + "", "--quiet");
        assertThat(ran.err()).startsWith("✗ b.jpg").hasLineCount(1);
    }

    @Test
    void anUnwritableFolderIsReportedOnceBeforeAnythingIsParsed() throws IOException {
        picture("a.jpg");
        picture("b.jpg");
        Path file = Files.writeString(home.resolve("file"), "");
        Ran ran = parse(in + "", "-o", file + "");
        assertThat(ran.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(ran.err()).contains("it is a file, not a folder").hasLineCount(2);
    }

    @Test
    void aStopEndsAtOnceAndSaysWhatIsDone() throws Exception {
        CountDownLatch computing = new CountDownLatch(1);
        CountDownLatch hold = new CountDownLatch(1);
        parts.parsing = frame -> {
            if (frame.width() == 5) {
                computing.countDown();
                await(hold);
            }
        };
        picture("a.jpg");
        for (int i = 0; i < 20; i++) {
            file("b" + i + ".jpg", "5x5 " + i);
        }
        Thread ctrlC = new Thread(() -> {
            await(computing);
            interruption.stop();
        });
        ctrlC.start();
        Ran ran = parse(in + "", "-o", out + "");
        assertThat(ran.exitCode()).isEqualTo(130);
        assertThat(ran.err().lines().reduce((first, last) -> last).orElseThrow())
                .matches("stopped: [01] of 21 frames done, results in .*; the same command does the rest");
        assertThat(ran.err()).doesNotContain("✗");
        hold.countDown();
        ctrlC.join();
    }

    private static void await(CountDownLatch latch) {
        try {
            if (!latch.await(30, TimeUnit.SECONDS)) {
                throw new IllegalStateException("nothing came");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
