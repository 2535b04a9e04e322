package io.limn.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.limn.frame.colour.ColourSpace;
import io.quarkus.runtime.configuration.MemorySizeConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FrameConfigTest {
    @Test
    void theDefaultsAre64MebibytesAHundredMegapixelsAndTwentySeconds() {
        FrameLimits expected = new FrameLimits(
                64L << 20,
                100_000_000,
                Duration.ofSeconds(20),
                Runtime.getRuntime().maxMemory());
        assertThat(FrameLimits.of(config("64M", "100M"))).isEqualTo(expected);
        assertThat(FrameLimits.of(builder().build().getConfigMapping(FrameConfig.class)))
                .isEqualTo(expected);
    }

    @Test
    void eachKeyIsRead() {
        FrameConfig config = builder()
                .withDefaultValue("limn.frame.max-bytes", "2K")
                .withDefaultValue("limn.frame.max-pixels", "5000")
                .withDefaultValue("limn.frame.max-decode-time", "3s")
                .build()
                .getConfigMapping(FrameConfig.class);
        assertThat(FrameLimits.of(config))
                .isEqualTo(new FrameLimits(
                        2048, 5000, Duration.ofSeconds(3), Runtime.getRuntime().maxMemory()));
    }

    @ParameterizedTest
    @CsvSource({"2500000,2500000", "500K,500000", "100M,100000000", "1g,1000000000", "' 3 M ',3000000"})
    void pixelsAreCountedInPowersOfTen(String text, long pixels) {
        assertThat(PixelCount.parse(text).pixels()).isEqualTo(pixels);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "many", "-1", "1.5M", "10MP"})
    void invalidPixelCountsAreRefused(String text) {
        assertThatThrownBy(() -> PixelCount.parse(text)).hasMessageContainingAll("'" + text + "'", "e.g. 100M");
    }

    @Test
    void aLimitThatCannotBeKeptIsRefusedWithKeyValueAndFix() {
        assertThatThrownBy(() -> FrameLimits.of(config("0", "1M")))
                .hasMessageContainingAll("limn.frame.max-bytes=0", "e.g. 64M");
        assertThatThrownBy(() -> FrameLimits.of(config("4G", "1M")))
                .hasMessageContaining("limn.frame.max-bytes=4294967296");
        assertThatThrownBy(() -> FrameLimits.of(config("1M", "1G")))
                .hasMessageContainingAll("limn.frame.max-pixels=1000000000", "e.g. 100M");
        assertThatThrownBy(() -> FrameLimits.of(config("1M", "0"))).hasMessageContaining("limn.frame.max-pixels=0");
        assertThatThrownBy(() -> new FrameLimits(1, 1, Duration.ZERO, 1 << 30))
                .hasMessageContainingAll("limn.frame.max-decode-time=0s", "e.g. 20s");
    }

    @Test
    void colourAndExposureOfTheViewAreReadAndChecked() {
        FrameConfig set = builder()
                .withDefaultValue("limn.frame.colour", "LogC3")
                .withDefaultValue("limn.frame.exposure", "-1.5")
                .build()
                .getConfigMapping(FrameConfig.class);
        assertThat(ViewSettings.of(set)).isEqualTo(new ViewSettings(Optional.of(ColourSpace.LOGC3), -1.5));
        assertThat(ViewSettings.of(set).name()).contains("logc3 -1.5");
        assertThat(ViewSettings.of(config("1M", "1M"))).isEqualTo(ViewSettings.DEFAULT);
        assertThat(ViewSettings.DEFAULT.name()).isEmpty();
        assertThatThrownBy(() -> ViewSettings.of(builder()
                        .withDefaultValue("limn.frame.colour", "slog2")
                        .build()
                        .getConfigMapping(FrameConfig.class)))
                .hasMessageContainingAll("limn.frame.colour=slog2", "slog3");
        assertThatThrownBy(() -> ViewSettings.of(builder()
                        .withDefaultValue("limn.frame.exposure", "21")
                        .build()
                        .getConfigMapping(FrameConfig.class)))
                .hasMessageContainingAll("limn.frame.exposure=21", "e.g. 1.5");
    }

    private static FrameConfig config(String bytes, String pixels) {
        return builder()
                .withDefaultValue("limn.frame.max-bytes", bytes)
                .withDefaultValue("limn.frame.max-pixels", pixels)
                .build()
                .getConfigMapping(FrameConfig.class);
    }

    private static SmallRyeConfigBuilder builder() {
        return new SmallRyeConfigBuilder()
                .withMapping(FrameConfig.class)
                .withConverter(io.quarkus.runtime.configuration.MemorySize.class, 200, new MemorySizeConverter())
                .withConverter(Duration.class, 200, new io.quarkus.runtime.configuration.DurationConverter());
    }
}
