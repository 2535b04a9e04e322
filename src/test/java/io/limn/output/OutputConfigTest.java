package io.limn.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OutputConfigTest {
    private static final Set<String> PALETTES = Set.of("model");

    @Test
    void theDefaultsAreAllOutputsInTheModelsColours() {
        OutputConfig config = new SmallRyeConfigBuilder()
                .withMapping(OutputConfig.class)
                .build()
                .getConfigMapping(OutputConfig.class);
        OutputDefaults defaults = OutputDefaults.of(config, PALETTES);

        assertThat(defaults.outputs()).containsExactly(Output.OVERLAY, Output.COLOR, Output.LABELS, Output.PERSONS);
        assertThat(defaults.options()).isEqualTo(RenderOptions.DEFAULT);
    }

    @Test
    void eachKeyIsRead() {
        OutputConfig config = new SmallRyeConfigBuilder()
                .withMapping(OutputConfig.class)
                .withDefaultValue("limn.output.default", "labels, Overlay")
                .withDefaultValue("limn.output.palette", "voc")
                .withDefaultValue("limn.output.opacity", "0.25")
                .withDefaultValue("limn.output.jpeg-quality", "75")
                .build()
                .getConfigMapping(OutputConfig.class);
        OutputDefaults defaults = OutputDefaults.of(config, Set.of("voc"));

        assertThat(defaults.outputs()).containsExactly(Output.OVERLAY, Output.LABELS);
        assertThat(defaults.options()).isEqualTo(new RenderOptions("voc", 0.25, 75));
    }

    @Test
    void aWrongValueIsRefusedWithKeyValueAndFix() {
        refused(
                Scene.config(List.of("masks"), "model", 0.6, 90),
                "limn.output.default",
                "'masks'",
                "overlay, color, labels, anatomy, persons");
        refused(Scene.config(List.of(), "model", 0.6, 90), "limn.output.default", "name at least one", "overlay");
        refused(Scene.config(List.of("color"), "neon", 0.6, 90), "limn.output.palette=neon", "use one of model");
        refused(Scene.config(List.of("color"), "model", 1.1, 90), "limn.output.opacity", "1.1", "from 0 to 1");
        refused(Scene.config(List.of("color"), "model", Double.NaN, 90), "limn.output.opacity", "NaN", "from 0 to 1");
        refused(Scene.config(List.of("color"), "model", 0.6, 0), "limn.output.jpeg-quality", "0", "1 to 100");
    }

    private static void refused(OutputConfig config, String... fragments) {
        assertThatThrownBy(() -> OutputDefaults.of(config, PALETTES))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll(fragments);
    }
}
