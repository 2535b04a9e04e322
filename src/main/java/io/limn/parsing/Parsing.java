package io.limn.parsing;

import java.util.List;
import java.util.Optional;

/**
 * What was found in a frame; every map has the frame's exact size.
 *
 * @param layers at least one, the model's main layer first
 * @param personMap person ids by pixel
 * @param persons by id, 1..n
 * @param regions what the maps were made from, the surest first, where the network draws parts one by one; else empty
 */
public record Parsing(
        int width,
        int height,
        List<LabelLayer> layers,
        PersonMap personMap,
        List<Person> persons,
        List<Region> regions) {
    public Parsing {
        regions = List.copyOf(regions);
        layers = List.copyOf(layers);
        persons = List.copyOf(persons);
        if (layers.isEmpty()) {
            throw new IllegalArgumentException("a parsing has at least one label layer");
        }
        for (LabelLayer layer : layers) {
            if (layer.width() != width || layer.height() != height) {
                throw new IllegalArgumentException(
                        "layer '" + layer.labels().name() + "' has another size than the frame");
            }
        }
        if (personMap.width() != width || personMap.height() != height) {
            throw new IllegalArgumentException("the person map has another size than the frame");
        }
    }

    /** Of a network that draws no regions. */
    public Parsing(int width, int height, List<LabelLayer> layers, PersonMap personMap, List<Person> persons) {
        this(width, height, layers, personMap, persons, List.of());
    }

    /** The layer that outputs are drawn from where none is named. */
    public LabelLayer main() {
        return layers.get(0);
    }

    public Optional<LabelLayer> layer(String name) {
        return layers.stream()
                .filter(layer -> layer.labels().name().equals(name))
                .findFirst();
    }
}
