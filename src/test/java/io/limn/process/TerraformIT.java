package io.limn.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Terraform module is formatted, valid, and keeps what its own tests promise; they run where terraform is. */
@Tag("process")
class TerraformIT {
    private static final Path MODULE = Path.of("infra/terraform");
    private static final int MINUTES = 8;

    @TempDir
    Path folder;

    @Test
    void theModuleIsFormattedValidAndSecureAsItsTestsSay() throws Exception {
        Path log = folder.resolve("check.log");
        Process check = new ProcessBuilder("bash", MODULE.resolve("check.sh").toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        if (!check.waitFor(MINUTES, TimeUnit.MINUTES)) {
            check.descendants().forEach(ProcessHandle::destroyForcibly);
            check.destroyForcibly();
            throw new AssertionError("still running after " + MINUTES + " minutes:\n" + Files.readString(log));
        }
        String said = Files.readString(log);
        assertThat(check.exitValue()).as(said).isZero();
        Matcher skipped = Pattern.compile("SKIPPED: .*").matcher(said);
        Assumptions.assumeFalse(skipped.find(), () -> skipped.group());
        assertThat(said).contains(testFiles() + " test files ran");
    }

    private static long testFiles() throws IOException {
        try (Stream<Path> files = Files.list(MODULE.resolve("tests"))) {
            return files.filter(file -> file.toString().endsWith(".tftest.hcl")).count();
        }
    }
}
