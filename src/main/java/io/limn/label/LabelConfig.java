package io.limn.label;

import io.smallrye.config.ConfigMapping;
import java.util.Map;
import java.util.Optional;

/** How labels are shown and named. */
@ConfigMapping(prefix = "limn.label")
public interface LabelConfig {
    /** Your own palettes: the path of a JSON file that maps label names or ids to colours, e.g. {"hair": "#ff8800"}. */
    Map<String, String> palettes();

    /** Your own groups of labels: the path of a JSON file, e.g. {"legwear": {"of": ["parts:pants", "parts:skirt"]}}. */
    Optional<String> groups();
}
