package io.limn.http.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

class SecurityDocTest {
    @Test
    void theLineThatHashesAKeyGivesWhatTheConfigurationTakes() throws IOException, InterruptedException {
        Assumptions.assumeTrue(
                Files.isExecutable(Path.of("/usr/bin/sha256sum")), "SKIPPED: there is no /usr/bin/sha256sum here");
        Matcher line = Pattern.compile("```sh\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(Path.of("docs/security.md")));
        assertThat(line.find()).isTrue();
        ProcessBuilder shell = new ProcessBuilder("bash", "-euc", line.group(1)).redirectErrorStream(true);
        shell.environment().put("KEY", Guarded.KEY);
        Process process = shell.start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(printed).isZero();
        assertThat(printed.split(" ")[0]).isEqualTo(Guarded.sha256(Guarded.KEY));
    }
}
