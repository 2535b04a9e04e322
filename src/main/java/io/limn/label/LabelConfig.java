package io.limn.label;

import io.smallrye.config.ConfigMapping;
import java.util.Map;

/** How labels are shown. */
@ConfigMapping(prefix = "limn.label")
public interface LabelConfig {
    /** Your own palettes: the path of a JSON file that maps label names or ids to colours, e.g. {"hair": "#ff8800"}. */
    Map<String, String> palettes();
}
