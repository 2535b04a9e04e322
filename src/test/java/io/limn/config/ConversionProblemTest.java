package io.limn.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.runtime.configuration.DurationConverter;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.runtime.configuration.MemorySizeConverter;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What SmallRye Config reports, as of the version in use, becomes one sentence of ours. */
class ConversionProblemTest {
    /** Such as the counts of pixels that a frame may have. */
    public record Count(long value) {
        public static Count parse(CharSequence text) {
            return new Count(Long.parseLong(text.toString()));
        }
    }

    @ConfigMapping(prefix = "limn.test")
    interface Kinds {
        Optional<Integer> whole();

        Optional<Double> real();

        Optional<Duration> time();

        Optional<MemorySize> size();

        Optional<TimeUnit> choice();

        Optional<Count> count();
    }

    @ParameterizedTest
    @CsvSource({
        "whole, use an integer",
        "real, use a number such as 0.6",
        "time, 'use a duration such as 500ms, 30s or 5m'",
        "size, use a size in bytes such as 64M",
        "choice, use one of",
        "count, use a number such as 400K or 100M"
    })
    void aValueOfTheWrongKindIsRefusedWithTheKindToUse(String key, String fix) {
        try {
            new SmallRyeConfigBuilder()
                    .withMapping(Kinds.class)
                    .withConverter(Duration.class, 200, new DurationConverter())
                    .withConverter(MemorySize.class, 200, new MemorySizeConverter())
                    .withDefaultValue("limn.test." + key, "lots")
                    .build()
                    .getConfigMapping(Kinds.class);
            throw new AssertionError("'lots' was accepted");
        } catch (ConfigValidationException e) {
            assertThat(ConversionProblem.sentence(e.getProblem(0).getMessage()))
                    .as(e.getProblem(0).getMessage())
                    .startsWith("limn.test." + key + "=lots is not valid: " + fix)
                    .doesNotContain("SRCFG", "\n");
        }
    }
}
