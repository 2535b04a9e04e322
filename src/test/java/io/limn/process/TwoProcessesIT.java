package io.limn.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.limn.event.sqs.LocalSqs;
import io.limn.model.TinyModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Processes of the packaged program that take turns on one queue and one store, each a real server. */
@Tag("process")
class TwoProcessesIT {
    @TempDir
    Path home;

    private SoakServers servers;

    @BeforeEach
    void start() throws IOException {
        TinyModel.write(home.resolve("models"));
        servers = SoakServers.start(home, 4);
    }

    @AfterEach
    void stop() {
        servers.close();
    }

    private LimnProcess limn() throws IOException {
        Map<String, String> properties = new HashMap<>(SoakProcesses.settings(servers, "10m"));
        properties.putAll(SoakProcesses.tiny(home));
        return LimnProcess.start(home, properties, "serve");
    }

    @Test
    void aProcessThatIsAskedToStopFinishesWhatItComputesAndHandsTheRestBackAtOnce() throws Exception {
        SoakUploads uploads = new SoakUploads(servers, SoakFrames.plain());
        try (LimnProcess limn = limn()) {
            limn.await("Listening on", SoakPlan.LIMIT);
            uploads.upload(60);
            uploads.tellOfAll();
            limn.await("parsed", SoakPlan.LIMIT);
            limn.terminate();
            limn.exitCode(SoakPlan.LIMIT);
            LocalSqs.Depth left = servers.sqs().depth(servers.queue().url());
            assertThat(left.visible()).as("asked to stop in the midst of it").isPositive();
            assertThat(left.inFlight()).as(limn.output()).isZero();
        }
        try (LimnProcess other = limn()) {
            other.await("Listening on", SoakPlan.LIMIT);
            Polling.until(SoakPlan.LIMIT, servers::idle);
        }
        assertThat(servers.sqs().depth(servers.queue().deadLetters()).isEmpty()).isTrue();
        SoakVerdict verdict = SoakVerdict.of(servers, uploads.newest(), 4);
        assertThat(verdict.good()).as(verdict.toString()).isTrue();
    }
}
