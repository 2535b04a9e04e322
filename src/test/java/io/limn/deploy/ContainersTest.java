package io.limn.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.limn.deploy.Dockerfile.Instruction;
import io.limn.deploy.Dockerfile.Stage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No engine builds images here, so the Dockerfiles are read: what they copy is there, and what they start is what the build makes. */
class ContainersTest {
    private static final Path FOLDER = Path.of("src/main/docker");
    private static final String JVM = "Dockerfile.jvm";
    private static final String NATIVE = "Dockerfile.native";
    private static final String LAMBDA = "Dockerfile.lambda";

    @ParameterizedTest
    @ValueSource(strings = {JVM, NATIVE, LAMBDA})
    void everyImageBuiltOnIsPinned(String file) throws IOException {
        String text = Files.readString(FOLDER.resolve(file));
        for (Stage stage : Dockerfile.read(FOLDER.resolve(file)).stages()) {
            assertThat(stage.image())
                    .as("given as an argument, so that it can be pinned by digest")
                    .matches("\\$\\{[A-Z_]+}");
            String argument = stage.image().substring(2, stage.image().length() - 1);
            String image = text.replaceAll("(?s).*ARG " + argument + "=(\\S+).*", "$1");
            assertThat(image).matches(".+:[^:]*\\d[^:]*").doesNotEndWith(":latest");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {JVM, NATIVE})
    void copiedFilesAreInTheTreeAndNotIgnored(String file) throws IOException {
        List<String> let = Files.readAllLines(Path.of(".dockerignore")).stream()
                .filter(line -> line.startsWith("!"))
                .map(line -> line.substring(1))
                .toList();
        for (Stage stage : Dockerfile.read(FOLDER.resolve(file)).stages()) {
            for (Instruction copy : stage.all("COPY")) {
                List<String> words = copy.words().stream()
                        .filter(word -> !word.startsWith("--"))
                        .toList();
                if (copy.rest().contains("--from=")) {
                    continue;
                }
                for (String source : words.subList(0, words.size() - 1)) {
                    assertThat(Path.of(source)).exists();
                    assertThat(let)
                            .as(source + " is let through by .dockerignore")
                            .anyMatch(path -> source.equals(path) || source.startsWith(path + "/"));
                }
            }
        }
    }

    @Test
    void theJvmImageStartsWhatTheBuildMakes() throws IOException {
        Dockerfile file = Dockerfile.read(FOLDER.resolve(JVM));
        Stage image = file.last();
        assertThat(image.all("COPY")).anySatisfy(copy -> assertThat(copy.words())
                .containsExactly("--from=build", "/build/target/quarkus-app", "app"));
        assertThat(file.stages().get(0).last("RUN").rest()).contains("package");
        String home = image.last("WORKDIR").rest();
        String prepared = image.all("RUN").stream()
                .filter(run -> run.rest().startsWith("./prepare " + home + " "))
                .map(run -> run.words().get(2))
                .findFirst()
                .orElseThrow();
        assertThat(image.last("ENTRYPOINT").words())
                .containsExactly("java", "@" + prepared + "/java.args", "-jar", home + "/app/quarkus-run.jar");
        assertThat(image.last("CMD").words()).containsExactly("serve");
    }

    @Test
    void theLambdaImageIsTheSameWithAnotherCommand() throws IOException {
        Stage image = Dockerfile.read(FOLDER.resolve(LAMBDA)).last();
        assertThat(image.all("ENTRYPOINT")).isEmpty();
        assertThat(image.all("USER")).isEmpty();
        assertThat(image.last("CMD").words()).containsExactly("lambda");
        assertThat(commands()).contains("serve", "lambda");
    }

    @Test
    void theNativeImageStartsTheRunnerThatTheProfileNames() throws IOException {
        Dockerfile file = Dockerfile.read(FOLDER.resolve(NATIVE));
        String version = Files.readString(Path.of("pom.xml")).replaceAll("(?s).*?<version>([^<]+)</version>.*", "$1");
        assertThat(file.stages().get(0).last("RUN").rest()).contains("-Pnative");
        assertThat(file.last().all("COPY")).anySatisfy(copy -> assertThat(copy.words())
                .containsExactly("--from=build", "/code/target/limn-" + version + "-runner", "limn"));
        assertThat(file.last().last("ENTRYPOINT").words().get(0))
                .isEqualTo(file.last().last("WORKDIR").rest() + "/limn");
    }

    @ParameterizedTest
    @ValueSource(strings = {JVM, NATIVE})
    void aContainerRunsWithoutRootAndSaysHowItIs(String file) throws IOException {
        Stage image = Dockerfile.read(FOLDER.resolve(file)).last();
        assertThat(image.last("USER").rest()).matches("[1-9]\\d*:[1-9]\\d*");
        assertThat(image.last("EXPOSE").rest()).isEqualTo(port());
        assertThat(image.last("VOLUME").rest()).isEqualTo("/tmp");
        String health = image.last("HEALTHCHECK").rest().replaceAll(".*CMD ", "");
        assertThat(health).isEqualTo("[\"" + image.last("WORKDIR").rest() + "/health\", \"live\"]");
        assertThat(image.all("COPY"))
                .anySatisfy(copy -> assertThat(copy.words()).contains(FOLDER + "/health"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"prepare", "health"})
    void scriptsCanBeRun(String script) throws Exception {
        Path path = FOLDER.resolve(script);
        assertThat(path).isExecutable();
        assertThat(new ProcessBuilder("bash", "-n", path.toString())
                        .inheritIO()
                        .start()
                        .waitFor())
                .isZero();
    }

    static String port() throws IOException {
        return Files.readString(Path.of("src/main/resources/application.properties"))
                .replaceAll("(?s).*quarkus\\.http\\.port=(\\d+).*", "$1");
    }

    private static List<String> commands() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/main/java/io/limn/cli"))) {
            return files.filter(path -> path.toString().endsWith("Command.java"))
                    .map(ContainersTest::name)
                    .toList();
        }
    }

    private static String name(Path command) {
        try {
            return Files.readString(command).replaceAll("(?s).*?@Command\\(\\s*name = \"([^\"]+)\".*", "$1");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
