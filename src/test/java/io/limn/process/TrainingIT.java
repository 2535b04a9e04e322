package io.limn.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The training package's own tests and its lint, where a Python has what they need; {@code TRAINING_PYTHON} names one, else {@code python3}. */
@Tag("process")
class TrainingIT {
    private static final Path TRAINING = Path.of("models/training");
    private static final String PYTHON =
            Optional.ofNullable(System.getenv("TRAINING_PYTHON")).orElse("python3");
    private static final int MINUTES = 10;

    @TempDir
    Path folder;

    @Test
    void theTrainingPackageKeepsWhatItsTestsSay() throws Exception {
        assumeTrue(
                run(PYTHON, "-c", "import torch, numpy, onnx, onnxruntime, cv2, PIL, scipy")
                        .isPresent(),
                "SKIPPED: " + PYTHON + " has no torch, or lacks another package of models/training/pyproject.toml; "
                        + "TRAINING_PYTHON can name one that has them");
        List<String> command = new ArrayList<>(List.of(PYTHON, "-m", "unittest"));
        try (Stream<Path> files = Files.list(TRAINING)) {
            files.map(file -> file.getFileName().toString())
                    .filter(name -> name.matches("test_.*\\.py"))
                    .sorted()
                    .map(name -> name.replace(".py", ""))
                    .forEach(command::add);
        }
        assertThat(command).hasSizeGreaterThan(3);
        assertThat(run(command.toArray(String[]::new)))
                .as(Files.readString(folder.resolve("log")))
                .isPresent();
    }

    @Test
    void thePackageHasNoLintErrors() throws Exception {
        List<String> ruff = run("ruff", "--version").isPresent() ? List.of("ruff") : List.of(PYTHON, "-m", "ruff");
        assumeTrue(
                run(Stream.concat(ruff.stream(), Stream.of("--version")).toArray(String[]::new))
                        .isPresent(),
                "SKIPPED: there is no ruff, neither on the PATH nor in " + PYTHON);
        assertThat(run(Stream.concat(ruff.stream(), Stream.of("check", "--no-cache", "."))
                        .toArray(String[]::new)))
                .as(Files.readString(folder.resolve("log")))
                .isPresent();
    }

    /** @return what the command said, where it ended well */
    private Optional<String> run(String... command) throws InterruptedException, IOException {
        Path log = folder.resolve("log");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(TRAINING.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        // Other tests run beside it, and nothing is left in the tree.
        builder.environment().put("OMP_NUM_THREADS", "1");
        builder.environment().put("PYTHONDONTWRITEBYTECODE", "1");
        Process process;
        try {
            process = builder.start();
        } catch (IOException noSuchProgram) {
            return Optional.empty();
        }
        if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new AssertionError("still running after " + MINUTES + " minutes: " + Files.readString(log));
        }
        return process.exitValue() == 0 ? Optional.of(Files.readString(log)) : Optional.empty();
    }
}
