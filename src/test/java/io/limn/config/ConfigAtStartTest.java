package io.limn.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigAtStartTest {
    @ConfigMapping(prefix = "limn.job")
    interface Job {
        @WithDefault("2")
        int workers();

        @WithDefault("32")
        int maxWaiting();
    }

    @ConfigMapping(prefix = "limn.http")
    interface Http {
        @WithName("open-metrics")
        boolean metrics();

        Map<String, String> apiKeys();
    }

    private static final KnownKeys KNOWN = new KnownKeys(List.of(Job.class, Http.class));

    private static List<String> warnings(ConfigSource source) {
        return ConfigAtStart.warnings(List.of(source), KNOWN);
    }

    private static ConfigSource properties(String key) {
        return new PropertiesConfigSource(Map.of(key, "hunter2"), "a file", 260);
    }

    private static ConfigSource environment(String name, String value) {
        return new EnvConfigSource(Map.of(name, value), 300);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "limn.job.workers",
                "%prod.limn.job.max-waiting",
                "limn.http.open-metrics",
                "limn.http.api-keys.\"studio\"",
                "limn.home",
                "quarkus.http.port",
                "unlimnited"
            })
    void aKeyThatExistsIsAccepted(String key) {
        assertThat(warnings(properties(key))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "limn.job.wokers, limn.job.workers",
        "limn.job.waiting, limn.job.max-waiting",
        "limn.http.port, quarkus.http.port",
        "limn.http.metrics, limn.http.open-metrics",
        "limn.jobs.max-waiting, limn.job.max-waiting",
        "%prod.limn.http.open-metric, limn.http.open-metrics",
        "limn.http.api-key.\"studio\", limn.http.api-keys.\"name\"",
        "limn.http.metrics, limn.http.open-metrics"
    })
    void aKeyThatDoesNotExistIsRefusedWithTheNearestOneAndWithoutItsValue(String key, String nearest) {
        assertThatExceptionOfType(InvalidSettingException.class)
                .isThrownBy(() -> warnings(properties(key)))
                .withMessageStartingWith(key.replace("%prod.", ""))
                .withMessageContaining("did you mean " + nearest + "?")
                .withMessageNotContaining("hunter2");
    }

    @ParameterizedTest
    @CsvSource({
        "LIMN_JOB_WORKERS, 3",
        "LIMN_HTTP_API_KEYS__STUDIO_, 00",
        "LIMN_JAVA_OPTS, -Xmx1g",
        "LIMN_SERVICE_HOST, 10.0.0.1",
        "LIMN_PORT, tcp://10.0.0.1:8080",
        "LIMN_PORT_8080_TCP_ADDR, 10.0.0.1",
        "PATH, /bin"
    })
    void aVariableThatExistsOrThatKubernetesSetsIsAccepted(String name, String value) {
        assertThat(warnings(environment(name, value))).isEmpty();
    }

    @Test
    void aVariableThatDoesNotExistIsRefusedWithTheNearestOne() {
        assertThatExceptionOfType(InvalidSettingException.class)
                .isThrownBy(() -> warnings(environment("LIMN_JOB_WORKER", "3")))
                .withMessageStartingWith("LIMN_JOB_WORKER=")
                .withMessageContaining("did you mean LIMN_JOB_WORKERS?");
    }

    @Test
    void aVariableForThePortNamesThatOfThePlatform() {
        assertThatExceptionOfType(InvalidSettingException.class)
                .isThrownBy(() -> warnings(environment("LIMN_HTTP_PORT", "8081")))
                .withMessageContaining("did you mean QUARKUS_HTTP_PORT?");
    }

    @Test
    void anOldNameWorksAndWarns() {
        assertThat(warnings(properties("limn.job.queue")))
                .containsExactly("limn.job.queue was renamed to limn.job.max-waiting; the old name still works");
        assertThat(warnings(environment("LIMN_JOB_FRAMES_IN_FLIGHT", "3")))
                .containsExactly("LIMN_JOB_FRAMES_IN_FLIGHT was renamed to LIMN_JOB_WORKERS; the old name still works");
        assertThat(job(Map.of("limn.job.queue", "5"), Map.of()).maxWaiting()).isEqualTo(5);
        assertThat(job(Map.of(), Map.of("LIMN_JOB_FRAMES_IN_FLIGHT", "7")).workers())
                .isEqualTo(7);
    }

    @Test
    void theNewNameWinsWithinASourceAndTheStrongerSourceOtherwise() {
        assertThat(job(Map.of("limn.job.queue", "5", "limn.job.max-waiting", "6"), Map.of())
                        .maxWaiting())
                .isEqualTo(6);
        assertThat(job(Map.of("limn.job.workers", "3"), Map.of("LIMN_JOB_FRAMES_IN_FLIGHT", "7"))
                        .workers())
                .isEqualTo(7);
        assertThat(job(Map.of(), Map.of()).maxWaiting()).isEqualTo(32);
    }

    @Test
    void everyRenamedKeyHasANewNameThatIsNotItselfOld() {
        assertThat(RenamedKeys.all()).hasSizeGreaterThan(10);
        assertThat(RenamedKeys.all().values())
                .doesNotContainAnyElementsOf(RenamedKeys.all().keySet());
    }

    private static Job job(Map<String, String> file, Map<String, String> environment) {
        return new SmallRyeConfigBuilder()
                .withMapping(Job.class)
                .withMappingIgnore("limn.job.**")
                .withInterceptors(new RenamedKeysInterceptor())
                .withSources(new PropertiesConfigSource(file, "a file", 260), new EnvConfigSource(environment, 300))
                .build()
                .getConfigMapping(Job.class);
    }
}
