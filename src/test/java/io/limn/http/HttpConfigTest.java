package io.limn.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.limn.config.InvalidSettingException;
import io.quarkus.runtime.configuration.DurationConverter;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.runtime.configuration.MemorySizeConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpConfigTest {
    @Test
    void theDefaultsAreThese() {
        HttpConfig config = HttpConfigCheck.checked(config(Map.of()));
        assertThat(config.answerTimeout()).isEqualTo(Duration.ofSeconds(60));
        assertThat(config.jobTimeout()).isEqualTo(Duration.ofMinutes(30));
        assertThat(config.jobFrames()).isEqualTo(64);
        assertThat(config.maxOpenJobs()).isEqualTo(256);
        assertThat(config.jobBytes().asLongValue()).isEqualTo(256L << 20);
        assertThat(config.jobAge()).isEqualTo(Duration.ofMinutes(15));
        assertThat(config.jsonNumbers()).isEqualTo(20_000_000);
        assertThat(config.uploadValidity()).isEqualTo(Duration.ofMinutes(15));
        assertThat(config.jobPrefix()).isEqualTo("jobs/");
        assertThat(config.jobSweep()).isEmpty();
        assertThat(config.heartbeat()).isEqualTo(Duration.ofSeconds(15));
    }

    @ParameterizedTest
    @CsvSource({
        "answer-timeout, 0s, a duration above zero",
        "job-timeout, 0s, a duration above zero",
        "job-age, 0s, a duration above zero",
        "heartbeat, 0s, a duration above zero",
        "upload-validity, 0s, a duration above zero",
        "upload-validity, 8d, 7 days or less",
        "job-frames, 0, 1 or more",
        "json-numbers, 0, 1 or more",
        "max-open-jobs, -1, 1 or more",
        "job-prefix, /jobs, folder names",
        "job-prefix, jobs, folder names",
        "job-bytes, 10K, at least 1M",
    })
    void anUnusableValueIsRefusedWithItsKeyAndTheFix(String key, String value, String cure) {
        HttpConfig config = config(Map.of("limn.http." + key, value));
        assertThatThrownBy(() -> HttpConfigCheck.checked(config))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining("limn.http." + key)
                .hasMessageContaining(cure);
    }

    private static HttpConfig config(Map<String, String> values) {
        return new SmallRyeConfigBuilder()
                .withMapping(HttpConfig.class)
                .withConverter(Duration.class, 200, new DurationConverter())
                .withConverter(MemorySize.class, 200, new MemorySizeConverter())
                .withDefaultValues(values)
                .build()
                .getConfigMapping(HttpConfig.class);
    }
}
