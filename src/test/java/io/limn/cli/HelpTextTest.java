package io.limn.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Help, version, completion and usage errors are answered without starting the service. */
class HelpTextTest {
    private static final Path OVERVIEW = Path.of("docs/limn-help.txt");

    private record Answer(OptionalInt exitCode, String out, String err) {}

    private static Answer run(String... args) {
        PrintStream out = System.out;
        PrintStream err = System.err;
        ByteArrayOutputStream toOut = new ByteArrayOutputStream();
        ByteArrayOutputStream toErr = new ByteArrayOutputStream();
        System.setOut(new PrintStream(toOut, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(toErr, true, StandardCharsets.UTF_8));
        try {
            OptionalInt exitCode = StaticCommands.run(args);
            return new Answer(exitCode, toOut.toString(StandardCharsets.UTF_8), toErr.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
    }

    /** {@code -Dlimn.docs.write=true} brings the file up to date. */
    @Test
    void theOverviewThatTheLauncherPrintsIsTheProgramsOwn() throws IOException {
        Answer answer = run("--help");
        assertThat(answer.exitCode()).hasValue(0);
        assertThat(answer.out()).contains("demo", "parse", "prepare", "completion", "Exit codes");
        if (Boolean.getBoolean("limn.docs.write")) {
            Files.writeString(OVERVIEW, answer.out());
        }
        assertThat(OVERVIEW).hasContent(answer.out());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "demo",
                "serve",
                "parse",
                "watch",
                "catch-up",
                "models",
                "key",
                "eval",
                "bench",
                "lambda",
                "import-m2fp",
                "prepare",
                "completion"
            })
    void everyCommandHasHelp(String command) {
        Answer answer = run(command, "--help");
        assertThat(answer.exitCode()).hasValue(0);
        assertThat(answer.out()).startsWith("Usage: limn " + command);
    }

    @Test
    void theVersionIsTheProgramsOwn() throws IOException {
        String version = Files.readString(Path.of("pom.xml"))
                .split("<artifactId>limn</artifactId>")[1]
                .split("<version>|</version>")[1];
        Answer answer = run("--version");
        assertThat(answer.exitCode()).hasValue(0);
        assertThat(answer.out()).startsWith("limn " + version + " (Java ");
    }

    @Test
    void theCompletionScriptKnowsCommandsAndOptions() {
        Answer answer = run("completion");
        assertThat(answer.exitCode()).hasValue(0);
        assertThat(answer.out()).contains("complete -F _complete_limn", "catch-up", "--palette");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nosuch", "parse", "parse a.jpg", "serve --prot 80", "bench --seconds many"})
    void aWrongCommandLineGetsOneSentenceAndExitCodeTwo(String line) {
        Answer answer = run(line.split(" "));
        assertThat(answer.exitCode()).hasValue(2);
        assertThat(answer.out()).isEmpty();
        assertThat(answer.err()).startsWith("limn: ").contains("--help").hasLineCount(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"serve", "demo --once", "parse a.jpg -o out", "models"})
    void aCommandThatWorksIsLeftToTheService(String line) {
        Answer answer = run(line.split(" "));
        assertThat(answer.exitCode()).isEmpty();
        assertThat(answer.out() + answer.err()).isEmpty();
    }
}
