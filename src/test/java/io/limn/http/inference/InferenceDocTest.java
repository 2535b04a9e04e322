package io.limn.http.inference;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.limn.http.Drawn;
import io.limn.http.Whole;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What docs/inference-protocol.md tells a caller to type gives what it says. */
@QuarkusTest
@TestProfile(Whole.class)
class InferenceDocTest {
    private static final Pattern BLOCK = Pattern.compile("```(sh|python)\\n(.*?)```", Pattern.DOTALL);

    @TestHTTPResource
    URI root;

    @TempDir
    Path home;

    @Test
    void theCurlCallsAnswerTensors() throws Exception {
        List<String> blocks = blocks("sh");
        assertThat(blocks).hasSize(2);
        needs("curl");
        run(blocks.get(0), "bash", "-euo", "pipefail", "-c");
        JsonNode answer = Protocol.read("infer_response", Files.readAllBytes(home.resolve("answer.json")));
        assertThat(answer.path("outputs")).hasSize(2);
        assertThat(answer.at("/outputs/0/shape").toString()).isEqualTo("[48,64]");
        run(blocks.get(1), "bash", "-euo", "pipefail", "-c");
        Protocol.read("model_metadata", Files.readAllBytes(home.resolve("model.json")));
    }

    @Test
    void thePythonCallSavesTheLabels() throws Exception {
        List<String> blocks = blocks("python");
        assertThat(blocks).hasSize(1);
        needs("python3");
        run(blocks.get(0), "python3", "-c");
        assertThat(Files.size(home.resolve("labels.raw"))).isEqualTo(64 * 48);
    }

    private List<String> blocks(String language) throws IOException {
        List<String> found = new ArrayList<>();
        Matcher block = BLOCK.matcher(Files.readString(Path.of("docs/inference-protocol.md")));
        while (block.find()) {
            if (block.group(1).equals(language)) {
                found.add(block.group(2));
            }
        }
        return found;
    }

    private void run(String script, String... shell) throws IOException, InterruptedException {
        Files.write(home.resolve("photo.jpg"), Drawn.picture(64, 48));
        List<String> command = new ArrayList<>(List.of(shell));
        command.add(script.replace("localhost:8080", root.getHost() + ":" + root.getPort())
                .replace("/models/limn", "/models/tiny"));
        Path log = home.resolve("log");
        Process process = new ProcessBuilder(command)
                .directory(home.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(script + Files.readString(log)).isZero();
    }

    private static void needs(String tool) throws IOException, InterruptedException {
        int there = new ProcessBuilder("bash", "-c", "command -v " + tool)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
        Assumptions.assumeTrue(there == 0, "SKIPPED: there is no " + tool + " here");
    }
}
