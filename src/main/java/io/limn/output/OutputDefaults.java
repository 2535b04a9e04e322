package io.limn.output;

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
     * @param palettes the names there are
     * @throws IllegalArgumentException naming the key, its value and the fix
     */
    static OutputDefaults of(OutputConfig config, Set<String> palettes) {
        Set<Output> outputs = EnumSet.noneOf(Output.class);
        for (String name : config.outputs()) {
            outputs.add(Output.byName(name)
                    .orElseThrow(() -> new IllegalArgumentException(
                            "limn.output.default names '" + name + "', which is no output: use " + Output.names())));
        }
        if (outputs.isEmpty()) {
            throw new IllegalArgumentException("limn.output.default is empty: name at least one of " + Output.names());
        }
        if (!palettes.contains(config.palette())) {
            throw new IllegalArgumentException(
                    "limn.output.palette is '" + config.palette() + "', which is no palette: use one of "
                            + String.join(", ", palettes) + " or add it under limn.label.palettes");
        }
        if (!(config.opacity() >= 0 && config.opacity() <= 1)) {
            throw new IllegalArgumentException(
                    "limn.output.opacity is " + config.opacity() + ": give it a number from 0 to 1");
        }
        if (config.jpegQuality() < 1 || config.jpegQuality() > 100) {
            throw new IllegalArgumentException(
                    "limn.output.jpeg-quality is " + config.jpegQuality() + ": give it a whole number from 1 to 100");
        }
        return new OutputDefaults(
                Collections.unmodifiableSet(outputs),
                new RenderOptions(config.palette(), config.opacity(), config.jpegQuality()));
    }
}
