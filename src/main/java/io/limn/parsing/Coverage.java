package io.limn.parsing;

import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Probabilities behind a {@link Parsing}: per label, per person, and of the person a foreground pixel belongs to. Held at the network's
 * resolution and interpolated row by row. Readers must not be used once it is closed.
 *
 * <p>A part of one person: the part's probability times the person's plane of {@link #owners()}. Over all persons that sums to the
 * part's probability.
 */
public final class Coverage implements AutoCloseable {
    /** The maps of a coverage. */
    private record Maps(
            Map<String, ProbabilityMap> layers,
            ProbabilityMap persons,
            ProbabilityMap owners,
            List<Region> regions,
            BitSet decided,
            Map<Class<?>, Object> derived) {}

    private volatile Maps maps;
    private volatile Runnable watch = () -> {};

    /**
     * @param layers by the label layer's name, the main layer first; plane = label id
     * @param persons plane 0 is no person, plane n is {@link Person#id()} n
     * @param owners planes as {@code persons}: the person of a pixel, given that it belongs to a person
     * @param regions see {@link #regions()}
     */
    public Coverage(
            Map<String, ? extends ProbabilityMap> layers,
            ProbabilityMap persons,
            ProbabilityMap owners,
            List<Region> regions) {
        this(layers, persons, owners, regions, new BitSet());
    }

    /**
     * As the other.
     *
     * @param decided cells that were edited by hand; not to be written to afterwards
     */
    public Coverage(
            Map<String, ? extends ProbabilityMap> layers,
            ProbabilityMap persons,
            ProbabilityMap owners,
            List<Region> regions,
            BitSet decided) {
        maps = new Maps(new LinkedHashMap<>(layers), persons, owners, List.copyOf(regions), decided, new HashMap<>());
    }

    /**
     * The probabilities of a layer's labels; plane = label id.
     *
     * @throws IllegalArgumentException where no layer has this name
     * @throws IllegalStateException where the coverage is closed
     */
    public ProbabilityMap layer(String name) {
        ProbabilityMap layer = open().layers().get(name);
        if (layer == null) {
            throw new IllegalArgumentException("there is no layer '" + name + "'; there are "
                    + open().layers().keySet());
        }
        return layer;
    }

    /**
     * The probabilities of persons: plane 0 is no person, plane n is {@link Person#id()} n.
     *
     * @throws IllegalStateException where the coverage is closed
     */
    public ProbabilityMap persons() {
        return open().persons();
    }

    /**
     * The person of a pixel, given that it belongs to a person: plane n is {@link Person#id()} n. Plane 0 is 0 except where the
     * person is unknown.
     *
     * @throws IllegalStateException where the coverage is closed
     */
    public ProbabilityMap owners() {
        return open().owners();
    }

    /**
     * The parts and persons as the network predicted them, one mask each, the most certain first; empty for networks that label pixels.
     *
     * @throws IllegalStateException where the coverage is closed
     */
    public List<Region> regions() {
        return open().regions();
    }

    /**
     * Whether this cell was edited by hand: however small, it isn't noise.
     *
     * @throws IllegalStateException where the coverage is closed
     */
    public boolean isDecided(int cell) {
        return open().decided().get(cell);
    }

    /**
     * A value that several readers derive from the coverage: computed by the first of them and kept until the coverage is closed.
     *
     * @param type the key: one value per type
     * @throws IllegalStateException where the coverage is closed
     */
    public <T> T once(Class<T> type, Supplier<T> make) {
        Map<Class<?>, Object> derived = open().derived();
        synchronized (derived) {
            Object made = derived.get(type);
            if (made == null) {
                made = make.get();
                derived.put(type, made);
            }
            return type.cast(made);
        }
    }

    /** Sets what {@link #check} runs from now on: it throws if readers must stop. */
    public void watch(Runnable watching) {
        watch = watching;
    }

    /** To be called by long-running readers between rows or parts; what it throws ends the reading. */
    public void check() {
        watch.run();
    }

    private Maps open() {
        Maps there = maps;
        if (there == null) {
            throw new IllegalStateException("the coverage is closed");
        }
        return there;
    }

    /** Frees the probabilities. */
    @Override
    public void close() {
        maps = null;
    }
}
