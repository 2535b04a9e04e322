package io.limn.result;

import io.limn.parsing.LabelLayer;
import io.limn.parsing.Parsing;
import io.limn.parsing.PersonMap;
import java.util.List;
import java.util.Optional;

/**
 * A result as it was stored.
 *
 * @param manifest with the options, the persons, and the error where there is one
 * @param layers those whose masks were stored; the main layer, if stored, is first
 * @param personMap empty where it was not stored
 */
public record StoredResult(Manifest manifest, List<LabelLayer> layers, Optional<PersonMap> personMap) {
    public StoredResult {
        layers = List.copyOf(layers);
    }

    /**
     * What was found in the frame, without probabilities. Empty if the frame was rejected, or if the mask of a layer or of the persons was
     * not stored.
     */
    public Optional<Parsing> parsing() {
        boolean whole =
                manifest.labels() != null && layers.size() == manifest.labels().size() && personMap.isPresent();
        return whole
                ? Optional.of(
                        new Parsing(manifest.width(), manifest.height(), layers, personMap.get(), manifest.persons()))
                : Optional.empty();
    }
}
