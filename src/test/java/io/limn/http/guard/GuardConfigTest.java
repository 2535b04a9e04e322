package io.limn.http.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.runtime.configuration.MemorySizeConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GuardConfigTest {
    private static final String HASH = "0123456789abcdef".repeat(4);

    @Test
    void theDefaultsAreThese() {
        GuardConfig config = GuardConfigCheck.checked(config(Map.of()));
        assertThat(config.apiKeys()).isEmpty();
        assertThat(config.rate()).isZero();
        assertThat(config.rates()).isEmpty();
        assertThat(config.addressRate()).isZero();
        assertThat(config.bodyLimit()).isEmpty();
        assertThat(config.bodyLimits()).isEmpty();
        assertThat(config.openMetrics()).isFalse();
        assertThat(config.openPaths()).contains(List.of("/v1/events"));
    }

    @Test
    void aKeyHasItsOwnLimits() {
        GuardConfig config = GuardConfigCheck.checked(config(Map.of(
                "limn.http.api-keys.\"studio\"", HASH,
                "limn.http.rates.\"studio\"", "7",
                "limn.http.body-limits.\"studio\"", "2M")));
        assertThat(config.rates()).containsEntry("studio", 7);
        assertThat(config.bodyLimits().get("studio").asLongValue()).isEqualTo(2 << 20);
    }

    @Test
    void aPlainTextKeyIsRefusedAndNotRepeated() {
        GuardConfig config = config(Map.of("limn.http.api-keys.\"studio\"", "my-own-secret"));
        assertThatThrownBy(() -> GuardConfigCheck.checked(config))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("limn.http.api-keys.\"studio\"")
                .hasMessageContaining("limn key studio")
                .hasMessageNotContaining("my-own-secret");
    }

    @ParameterizedTest
    @CsvSource({
        "rate, -1, 0 for no limit",
        "address-rate, -1, 0 for no limit",
        "rates.\"studio\", -1, 0 for no limit",
        "rates.\"nobody\", 3, use a name from limn.http.api-keys",
        "body-limits.\"nobody\", 3M, use a name from limn.http.api-keys",
        "body-limit, 0, use 1 byte or more",
        "open-paths, /, a path such as",
        "open-paths, v1/events, a path such as",
    })
    void anUnusableValueIsRefusedWithItsKeyAndTheFix(String key, String value, String cure) {
        GuardConfig config = config(Map.of("limn.http.api-keys.\"studio\"", HASH, "limn.http." + key, value));
        assertThatThrownBy(() -> GuardConfigCheck.checked(config))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("limn.http." + key)
                .hasMessageContaining(cure);
    }

    private static GuardConfig config(Map<String, String> values) {
        return new SmallRyeConfigBuilder()
                .withMapping(GuardConfig.class)
                .withConverter(MemorySize.class, 200, new MemorySizeConverter())
                .withDefaultValues(values)
                .build()
                .getConfigMapping(GuardConfig.class);
    }
}
