package io.limn.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.configuration.MemorySizeConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FrameConfigTest {
    @Test
    void theDefaultsAre64MebibytesAndAHundredMegapixels() {
        assertThat(FrameLimits.of(config("64M", "100M"))).isEqualTo(new FrameLimits(64L << 20, 100_000_000));
        assertThat(FrameLimits.of(builder().build().getConfigMapping(FrameConfig.class)))
                .isEqualTo(new FrameLimits(64L << 20, 100_000_000));
    }

    @Test
    void eachKeyIsRead() {
        assertThat(FrameLimits.of(config("2K", "5000"))).isEqualTo(new FrameLimits(2048, 5000));
    }

    @ParameterizedTest
    @CsvSource({"2500000,2500000", "500K,500000", "100M,100000000", "1g,1000000000", "' 3 M ',3000000"})
    void pixelsAreCountedInPowersOfTen(String text, long pixels) {
        assertThat(PixelCount.parse(text).pixels()).isEqualTo(pixels);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "many", "-1", "1.5M", "10MP"})
    void whatIsNoNumberOfPixelsIsRefused(String text) {
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
                .withConverter(io.quarkus.runtime.configuration.MemorySize.class, 200, new MemorySizeConverter());
    }
}
