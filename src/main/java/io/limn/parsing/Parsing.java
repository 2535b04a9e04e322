package io.limn.parsing;

import java.util.List;
import java.util.Optional;

/**
 * What was found in a frame; every map has the frame's exact size. Closing it frees the coverage; the maps stay.
 *
 * @param layers at least one, the model's main layer first
 * @param personMap person ids by pixel
 * @param persons by id, 1..n
 * @param coverage the probabilities the maps were decided from; empty unless {@link Evidence#COVERAGE} was asked for
 */
public record Parsing(
        int width,
        int height,
        List<LabelLayer> layers,
        PersonMap personMap,
        List<Person> persons,
        Optional<Coverage> coverage)
        implements AutoCloseable {
    public Parsing {
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

    /** The maps alone. */
    public Parsing(int width, int height, List<LabelLayer> layers, PersonMap personMap, List<Person> persons) {
        this(width, height, layers, personMap, persons, Optional.empty());
    }

    /** The layer that outputs use by default. */
    public LabelLayer main() {
        return layers.get(0);
    }

    public Optional<LabelLayer> layer(String name) {
        return layers.stream()
                .filter(layer -> layer.labels().name().equals(name))
                .findFirst();
    }

    @Override
    public void close() {
        coverage.ifPresent(Coverage::close);
    }
}
