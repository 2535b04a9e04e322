package io.limn.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.limn.parsing.InferenceOptions;
import io.limn.parsing.Mirror;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelConfigTest {
    private static ModelSettings settings(Map<String, String> keys) {
        return ModelSettings.of(new SmallRyeConfigBuilder()
                .withMapping(ModelConfig.class)
                .withConverter(Duration.class, 100, new DurationConverter())
                .withSources(new PropertiesConfigSource(keys, "test", 1))
                .build()
                .getConfigMapping(ModelConfig.class));
    }

    @Test
    void theDefaultsAreTheShippedModelOnAllCoresAtItsOwnSize() {
        assertThat(settings(Map.of()))
                .isEqualTo(new ModelSettings(
                        "limn", Path.of("models"), Runtime.getRuntime().availableProcessors()));
    }

    @Test
    void everyKeyIsRead() {
        Map<String, String> keys = Map.of(
                "limn.model.name", "m2fp",
                "limn.model.directory", "/srv/models",
                "limn.model.threads", "3",
                "limn.model.pixels", "400K",
                "limn.model.mirror", "full",
                "limn.model.provider", "tensorrt",
                "limn.model.permit-timeout", "5s");
        assertThat(settings(keys))
                .isEqualTo(new ModelSettings(
                        "m2fp",
                        Path.of("/srv/models"),
                        3,
                        new InferenceOptions(OptionalLong.of(400_000), Optional.of(Mirror.FULL)),
                        Provider.TENSORRT,
                        Duration.ofSeconds(5)));
    }

    @Test
    void aWrongValueIsRefusedWithKeyValueAndFix() {
        assertThatThrownBy(() -> settings(Map.of("limn.model.threads", "-2")))
                .hasMessage("limn.model.threads=-2 is not valid: use 1 to 1024, or 0 for one per core");
        assertThatThrownBy(() -> settings(Map.of("limn.model.pixels", "100")))
                .hasMessage("limn.model.pixels=100 is not valid: use 4096 to 16000000, e.g. 400K");
        assertThatThrownBy(() -> settings(Map.of("limn.model.permit-timeout", "0s")))
                .hasMessage("limn.model.permit-timeout=0s is not valid: use a duration above zero, e.g. 60s");
        assertThatThrownBy(() -> settings(Map.of("limn.model.name", "../other")))
                .hasMessageContaining("limn.model.name=../other is not valid: use the name of a folder");
    }

    @Test
    void aMissingProviderFallsBackToTheCpu(@TempDir Path directory) throws Exception {
        TinyModel.write(directory);
        for (Provider provider : Provider.values()) {
            ModelSettings settings = new ModelSettings("tiny", directory, 1).with(provider);
            try (OnnxParser parser = OnnxParser.of(settings)) {
                assertThat(parser.parse(Frames.black(16, 16)).persons()).isEmpty();
            }
        }
    }
}
