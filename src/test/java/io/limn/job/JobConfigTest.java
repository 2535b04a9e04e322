package io.limn.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.limn.config.InvalidSettingException;
import io.quarkus.runtime.configuration.DurationConverter;
import io.quarkus.runtime.configuration.MemorySizeConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JobConfigTest {
    private static final long GIB = 1L << 30;

    static JobConfig config(Map<String, String> values) {
        return new SmallRyeConfigBuilder()
                .withMapping(JobConfig.class)
                .withConverter(Duration.class, 100, new DurationConverter())
                .withConverter(io.quarkus.runtime.configuration.MemorySize.class, 100, new MemorySizeConverter())
                .withDefaultValues(values)
                .build()
                .getConfigMapping(JobConfig.class);
    }

    @Test
    void theDefaultsAreAsDocumented() {
        JobConfig config = config(Map.of());
        assertThat(config.workers()).isZero();
        assertThat(config.fetchAhead()).isEqualTo(1);
        assertThat(config.maxConcurrentWrites()).isEqualTo(8);
        assertThat(config.maxWaiting()).isEqualTo(32);
        assertThat(config.queueBytes().asLongValue()).isEqualTo(256L << 20);
        assertThat(config.frameTimeout()).isEqualTo(Duration.ofSeconds(120));
        assertThat(config.shutdownTimeout()).isEqualTo(Duration.ofSeconds(30));
        assertThat(config.pixelsInFlight().pixels()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 2", "2, 2, 3", "64, 2, 3"})
    void theWorkersFollowTheCores(int cores, int workers, int slots) {
        JobLimits limits = JobLimits.of(config(Map.of()), cores, GIB);
        assertThat(limits.workers()).isEqualTo(workers);
        assertThat(limits.slots()).isEqualTo(slots);
    }

    @Test
    void thePixelsFollowTheHeap() {
        assertThat(JobLimits.of(config(Map.of()), 2, GIB).pixels()).isEqualTo(GIB / 48);
        assertThat(JobLimits.of(config(Map.of("limn.job.pixels-in-flight", "30M")), 2, GIB)
                        .pixels())
                .isEqualTo(30_000_000);
    }

    @ParameterizedTest
    @CsvSource({
        "workers, -1",
        "fetch-ahead, -1",
        "max-concurrent-writes, 0",
        "max-waiting, -5",
        "queue-bytes, 0",
        "frame-timeout, 0s",
        "shutdown-timeout, 0s",
    })
    void anUnusableValueIsRefusedWithItsFix(String key, String value) {
        JobConfig config = config(Map.of("limn.job." + key, value));
        assertThatThrownBy(() -> JobLimits.of(config, 2, GIB))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageStartingWith("limn.job." + key + "=" + value + " is not valid: use ");
    }
}
