package io.limn.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * A line of the list of model packages.
 *
 * @param name of the package, which is its folder's
 * @param version and all that follows: null where the manifest can't be read
 * @param layers names of the label layers, the main one first
 * @param problem why it can't be used; null where it can
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ModelSummary(
        String name, String version, String licence, String sha256, List<String> layers, boolean valid, String problem) {
    static ModelSummary of(ModelPackage model) {
        ModelManifest manifest = model.manifest();
        List<String> layers = manifest.layers().stream().map(ModelManifest.Layer::name).toList();
        return new ModelSummary(
                manifest.name(), manifest.version(), manifest.licence(), manifest.sha256(), layers, true, null);
    }

    static ModelSummary invalid(String name, InvalidModelException why) {
        return new ModelSummary(name, null, null, null, null, false, why.getMessage());
    }
}
