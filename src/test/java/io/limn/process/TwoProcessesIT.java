package io.limn.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.limn.deploy.PromQuery;
import io.limn.event.sqs.LocalSqs;
import io.limn.model.TinyModel;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
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
    void aStoppingProcessFinishesItsFramesAndHandsTheRestBack() throws Exception {
        SoakUploads uploads = new SoakUploads(servers, SoakFrames.plain());
        try (LimnProcess limn = limn()) {
            limn.await("Listening on", SoakPlan.LIMIT);
            uploads.upload(60);
            uploads.reportAll();
            limn.await("parsed", SoakPlan.LIMIT);
            limn.terminate();
            limn.exitCode(SoakPlan.LIMIT);
            LocalSqs.Depth left = servers.sqs().depth(servers.queue().url());
            assertThat(left.visible()).as("asked to stop in the midst of it").isPositive();
            assertThat(left.inFlight()).as(limn.output()).isZero();
        }
        try (LimnProcess other = limn()) {
            String address =
                    other.await("Listening on: (http://\\S+)", SoakPlan.LIMIT).group(1);
            Polling.until(SoakPlan.LIMIT, servers::idle);
            everyQueryHasAnAnswer(address);
        }
        assertThat(servers.sqs().depth(servers.queue().deadLetters()).isEmpty()).isTrue();
        SoakVerdict verdict = SoakVerdict.of(servers, uploads.newest(), 4);
        assertThat(verdict.good()).as(verdict.toString()).isTrue();
    }

    /** What the dashboard and the alert rules ask for is there, of a process that has worked. */
    private static void everyQueryHasAnAnswer(String address) throws IOException, InterruptedException {
        String metrics = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(address + "/q/metrics"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
        List<PromQuery> queries = PromQuery.all();
        assertThat(queries).hasSizeGreaterThan(10);
        assertThat(queries).allSatisfy(query -> assertThat(query.missing(metrics))
                .as(query.expression())
                .isEmpty());
    }
}
