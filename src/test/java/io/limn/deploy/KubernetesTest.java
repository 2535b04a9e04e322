package io.limn.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The Kubernetes manifests fit together and to the service. */
class KubernetesTest {
    private static final Path ROOT = Path.of("infra/kubernetes");
    private static final String BASE = "base";
    private static final String AWS = "overlays/aws";
    private static final String MINIO = "overlays/minio";
    private static final String INGRESS = "components/ingress";
    private static final String MONITORING = "components/monitoring";
    private static final String MODELS = "components/models";

    @ParameterizedTest
    @ValueSource(strings = {BASE, AWS, MINIO, INGRESS, MONITORING, MODELS})
    void aKustomizationNamesAllItsFilesAndNoOthers(String folder) throws IOException {
        Path root = ROOT.resolve(folder);
        JsonNode kustomization = Yaml.read(root.resolve("kustomization.yaml"));
        var named = new TreeSet<String>();
        named.add("kustomization.yaml");
        named.addAll(Yaml.texts(kustomization.path("resources")));
        kustomization
                .path("patches")
                .forEach(patch -> named.add(patch.get("path").asText()));
        kustomization.path("configMapGenerator").forEach(map -> {
            named.addAll(Yaml.texts(map.path("envs")));
            named.addAll(Yaml.texts(map.path("files")));
        });
        for (String name : named) {
            Path path = root.resolve(name).normalize();
            assertThat(Files.isDirectory(path) ? path.resolve("kustomization.yaml") : path)
                    .isRegularFile();
        }
        try (Stream<Path> files = Files.list(root)) {
            assertThat(named)
                    .containsAll(files.map(f -> f.getFileName().toString()).toList());
        }
        kustomization
                .path("images")
                .forEach(image -> assertThat(image.path("newTag").asText()).matches("\\d+\\..+"));
    }

    @Test
    void aPodRunsUnprivilegedAndIsProbedWhereTheServiceAnswers() throws IOException {
        JsonNode pod = Yaml.read(ROOT.resolve(BASE).resolve("deployment.yaml")).at("/spec/template/spec");
        JsonNode container = pod.at("/containers/0");
        assertThat(pod.at("/securityContext/runAsNonRoot").asBoolean()).isTrue();
        assertThat(Files.readString(Path.of("src/main/docker/Dockerfile.jvm")))
                .contains("USER " + pod.at("/securityContext/runAsUser").asInt() + ":"
                        + pod.at("/securityContext/runAsGroup").asInt());
        assertThat(container.at("/securityContext/readOnlyRootFilesystem").asBoolean())
                .isTrue();
        assertThat(container.at("/securityContext/allowPrivilegeEscalation").asBoolean(true))
                .isFalse();
        assertThat(Yaml.texts(container.at("/securityContext/capabilities/drop")))
                .containsExactly("ALL");
        assertThat(container.at("/ports/0/containerPort").asText()).isEqualTo(ContainersTest.port());
        assertThat(container.at("/volumeMounts/0/mountPath").asText()).isEqualTo("/tmp");
        for (String probe : new String[] {"startupProbe", "livenessProbe"}) {
            assertThat(container.at("/" + probe + "/httpGet/path").asText()).isEqualTo("/q/health/live");
        }
        assertThat(container.at("/readinessProbe/httpGet/path").asText()).isEqualTo("/q/health/ready");
        assertThat(container.at("/resources/requests").has("memory")).isTrue();
    }

    @Test
    void aStopOutlastsTheLongestFrame() throws IOException {
        Properties settings = settings(BASE);
        int frame = Yaml.seconds(settings.getProperty("LIMN_JOB_FRAME_TIMEOUT"));
        int shutdown = Yaml.seconds(settings.getProperty("LIMN_JOB_SHUTDOWN_TIMEOUT"));
        JsonNode pod = Yaml.read(ROOT.resolve(BASE).resolve("deployment.yaml")).at("/spec/template/spec");
        int pause = pod.at("/containers/0/lifecycle/preStop/exec/command/1").asInt();
        assertThat(shutdown).isGreaterThan(frame);
        assertThat(pause).as("endpoints drain first").isPositive();
        assertThat(pod.at("/terminationGracePeriodSeconds").asInt()).isGreaterThan(pause + shutdown);
    }

    @Test
    void aRequestFitsANodeOfTwoCores() throws IOException {
        String cpu = Yaml.read(ROOT.resolve(BASE).resolve("deployment.yaml"))
                .at("/spec/template/spec/containers/0/resources/requests/cpu")
                .asText();
        assertThat(cpu).endsWith("m");
        assertThat(Integer.parseInt(cpu.replace("m", ""))).isLessThanOrEqualTo(1900);
    }

    @Test
    void theBridgeForwardsToTheQueueThatPodsPollWithTheRulesOfTheFile() throws IOException {
        JsonNode sink = Yaml.read(ROOT.resolve(MINIO).resolve("vector.yaml")).at("/sinks/queue");
        String url = settings(MINIO).getProperty("LIMN_EVENT_SQS_URL");
        assertThat(sink.get("queue_url").asText()).isEqualTo(url);
        assertThat(url).isEqualTo(sink.get("endpoint").asText() + "/000000000000/frames");
        assertThat(sink.at("/acknowledgements/enabled").asBoolean()).isTrue();
        assertThat(Yaml.read(ROOT.resolve(MONITORING).resolve("prometheus-rule.yaml"))
                        .at("/spec/groups"))
                .isEqualTo(Yaml.read(Path.of("infra/monitoring/alerts.yaml")).get("groups"));
    }

    @Test
    void onlyCallersReachThePodsWhichReachNamedPortsOnlyAndNoneStartsWithoutAKey() throws IOException {
        JsonNode deployment = Yaml.read(ROOT.resolve(BASE).resolve("deployment.yaml"));
        JsonNode policy = Yaml.read(ROOT.resolve(BASE).resolve("network-policy.yaml"));
        assertThat(policy.at("/spec/podSelector/matchLabels")).isEqualTo(deployment.at("/spec/selector/matchLabels"));
        assertThat(Yaml.texts(policy.at("/spec/policyTypes"))).containsExactlyInAnyOrder("Ingress", "Egress");
        assertThat(policy.at("/spec/ingress")).isNotEmpty().allSatisfy(rule -> {
            assertThat(rule.path("from")).isNotEmpty().allSatisfy(from -> assertThat(
                            from.at("/namespaceSelector/matchLabels"))
                    .isNotEmpty());
            assertThat(rule.path("ports")).isNotEmpty();
        });
        assertThat(policy.at("/spec/egress")).isNotEmpty().allSatisfy(KubernetesTest::hasPorts);
        for (String overlay : new String[] {AWS, MINIO}) {
            assertThat(Yaml.read(ROOT.resolve(overlay).resolve("network-policy.yaml")))
                    .allSatisfy(change -> {
                        assertThat(change.get("op").asText()).isEqualTo("add");
                        assertThat(change.get("path").asText()).isEqualTo("/spec/egress/-");
                        hasPorts(change.get("value"));
                    });
        }
        assertThat(deployment.at("/spec/template/spec/containers/0/envFrom")).anySatisfy(from -> {
            assertThat(from.at("/secretRef/name").asText()).isEqualTo("limn-api-keys");
            assertThat(from.at("/secretRef/optional").asBoolean()).isFalse();
        });
    }

    private static void hasPorts(JsonNode rule) {
        assertThat(rule.path("ports"))
                .isNotEmpty()
                .allSatisfy(port -> assertThat(port.path("port").asInt()).isPositive());
    }

    @ParameterizedTest
    @ValueSource(strings = {AWS, MINIO})
    void anImageComesFromARegistry(String folder) throws IOException {
        assertThat(Yaml.read(ROOT.resolve(folder).resolve("kustomization.yaml"))
                        .at("/images/0/newName")
                        .asText())
                .contains("/");
    }

    @Test
    void serviceDisruptionBudgetAndScalingMeanTheDeployment() throws IOException {
        JsonNode deployment = Yaml.read(ROOT.resolve(BASE).resolve("deployment.yaml"));
        JsonNode labels = deployment.at("/spec/template/metadata/labels");
        JsonNode service = Yaml.read(ROOT.resolve(BASE).resolve("service.yaml"));
        assertThat(deployment.at("/spec/selector/matchLabels")).isEqualTo(labels);
        assertThat(service.at("/spec/selector")).isEqualTo(labels);
        assertThat(service.at("/spec/ports/0/targetPort").asText())
                .isEqualTo(deployment
                        .at("/spec/template/spec/containers/0/ports/0/name")
                        .asText());
        assertThat(Yaml.read(ROOT.resolve(BASE).resolve("pod-disruption-budget.yaml"))
                        .at("/spec/selector/matchLabels"))
                .isEqualTo(labels);
        JsonNode scaled = Yaml.read(ROOT.resolve(BASE).resolve("scaled-object.yaml"));
        assertThat(scaled.at("/spec/scaleTargetRef/name")).isEqualTo(deployment.at("/metadata/name"));
        assertThat(deployment.at("/spec").has("replicas"))
                .as("the number of pods has one master")
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {AWS, MINIO})
    void anOverlayScalesOnTheQueueThatItsPodsPoll(String folder) throws IOException {
        JsonNode scaled = Yaml.read(ROOT.resolve(folder).resolve("scaled-object.yaml"));
        JsonNode trigger = scaled.at("/spec/triggers/0");
        assertThat(trigger.get("type").asText()).isEqualTo("aws-sqs-queue");
        assertThat(trigger.at("/metadata/queueURL").asText())
                .isEqualTo(settings(folder).getProperty("LIMN_EVENT_SQS_URL"));
        assertThat(Yaml.read(ROOT.resolve(folder).resolve("trigger-authentication.yaml"))
                        .at("/metadata/name"))
                .isEqualTo(trigger.at("/authenticationRef/name"));
        assertThat(trigger.at("/metadata/awsRegion").asText())
                .isEqualTo(settings(folder).getProperty("LIMN_STORE_REGION"));
    }

    private static Properties settings(String folder) throws IOException {
        Properties settings = new Properties();
        try (var reader = Files.newBufferedReader(ROOT.resolve(folder).resolve("limn.env"))) {
            settings.load(reader);
        }
        return settings;
    }
}
