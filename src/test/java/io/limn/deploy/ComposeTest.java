package io.limn.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** compose.yaml fits together: services, files, ports, volumes, the queue's address. */
class ComposeTest {
    private static JsonNode compose;
    private static JsonNode services;

    @BeforeAll
    static void read() throws IOException {
        compose = Yaml.read(Path.of("compose.yaml"));
        services = compose.get("services");
    }

    @Test
    void everyImageIsPinned() {
        for (JsonNode service : services) {
            assertThat(service.get("image").asText())
                    .as("a tag with a version; 'latest', or no tag, is another image tomorrow")
                    .matches("[^:]+(:\\d+/[^:]+)?:[^:/]*\\d[^:/]*")
                    .doesNotContain("latest");
        }
    }

    @Test
    void everyServiceVolumeAndFileThatIsNamedIsThere() {
        for (Map.Entry<String, JsonNode> service : services.properties()) {
            assertThat(Yaml.names(services))
                    .containsAll(Yaml.names(service.getValue().path("depends_on")));
            for (String mount : Yaml.texts(service.getValue().path("volumes"))) {
                String source = mount.split(":")[0];
                if (source.startsWith("./")) {
                    assertThat(Path.of(source)).isRegularFile();
                } else {
                    assertThat(compose.get("volumes").has(source)).as(mount).isTrue();
                }
            }
            for (String port : Yaml.texts(service.getValue().path("ports"))) {
                assertThat(port).as("only this machine is served").startsWith("127.0.0.1:");
            }
        }
    }

    @Test
    void composeRunsTwoUnprivilegedInstancesOfTheDockerfile() throws IOException {
        JsonNode limn = services.get("limn");
        assertThat(Path.of(limn.at("/build/dockerfile").asText())).isRegularFile();
        assertThat(limn.at("/deploy/replicas").asInt()).isEqualTo(2);
        assertThat(limn.get("read_only").asBoolean()).isTrue();
        assertThat(Yaml.texts(limn.get("cap_drop"))).containsExactly("ALL");
        assertThat(Yaml.texts(limn.get("ports"))).containsExactly("127.0.0.1:8080-8081:" + ContainersTest.port());
        assertThat(Yaml.seconds(limn.get("stop_grace_period").asText()))
                .isGreaterThan(Yaml.seconds(
                        limn.at("/environment/LIMN_JOB_SHUTDOWN_TIMEOUT").asText()));
    }

    @Test
    void storeBridgeAndLimnMeanTheSameQueue() throws IOException {
        String url = services.at("/limn/environment/LIMN_EVENT_SQS_URL").asText();
        JsonNode sink = Yaml.read(Path.of("infra/compose/vector.yaml")).at("/sinks/queue");
        String queue = Files.readString(Path.of("infra/compose/elasticmq.conf"));
        assertThat(sink.get("queue_url").asText()).isEqualTo(url);
        assertThat(url).isEqualTo(sink.get("endpoint").asText() + "/000000000000/frames");
        assertThat(queue).contains("host = queue", "port = 9324", "frames {", "name = \"dead-letters\"");
        assertThat(url).startsWith("http://queue:9324/");
        assertThat(services.at("/store/environment/MINIO_NOTIFY_WEBHOOK_ENDPOINT_QUEUE")
                        .asText())
                .isEqualTo("http://bridge:8080/");
        assertThat(Yaml.read(Path.of("infra/compose/vector.yaml"))
                        .at("/sources/uploads/address")
                        .asText())
                .endsWith(":8080");
        assertThat(sink.at("/acknowledgements/enabled").asBoolean()).isTrue();
    }

    @Test
    void theSetupServiceMakesTheBucketsThatLimnUses() {
        String script = services.at("/set-up/command").get(0).asText();
        JsonNode environment = services.at("/limn/environment");
        assertThat(script)
                .contains("store/" + environment.get("LIMN_STORE_UPLOADS").asText())
                .contains("store/" + environment.get("LIMN_STORE_RESULTS").asText())
                .contains("arn:minio:sqs::QUEUE:webhook");
        assertThat(environment.get("LIMN_STORE_ACCESS_KEY").asText())
                .isEqualTo(services.at("/store/environment/MINIO_ROOT_USER").asText());
    }
}
