package io.limn.output;

import io.limn.config.Setting;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * The checked values of {@link OutputConfig}.
 *
 * @param outputs at least one
 */
record OutputDefaults(Set<Output> outputs, RenderOptions options) {
    /**
     * @param palettes the names that exist
     * @throws io.limn.config.InvalidSettingException naming the key, its value and the fix
     */
    static OutputDefaults of(OutputConfig config, Set<String> palettes) {
        Set<Output> outputs = EnumSet.noneOf(Output.class);
        String listed = String.join(",", config.outputs());
        for (String name : config.outputs()) {
            outputs.add(Output.byName(name)
                    .orElseThrow(() -> Setting.invalid(
                            "limn.output.default", listed, "'" + name + "' is not an output, use " + names())));
        }
        Setting.require(!outputs.isEmpty(), "limn.output.default", listed, "name at least one output of " + names());
        Setting.require(
                palettes.contains(config.palette()),
                "limn.output.palette",
                config.palette(),
                "use one of " + String.join(", ", palettes) + ", or define the palette under limn.label.palettes");
        Setting.require(
                config.opacity() >= 0 && config.opacity() <= 1,
                "limn.output.opacity",
                config.opacity(),
                "use a number from 0 to 1, e.g. 0.6");
        Setting.between("limn.output.jpeg-quality", config.jpegQuality(), 1, 100, "90");
        return new OutputDefaults(
                Collections.unmodifiableSet(outputs),
                new RenderOptions(config.palette(), config.opacity(), config.jpegQuality()));
    }

    private static String names() {
        return String.join(", ", Output.kinds());
    }
}
