package io.limn.model.decode;

import io.limn.label.LabelSet;
import io.limn.model.input.InputSize;
import io.limn.parsing.Coverage;
import io.limn.parsing.Evidence;
import io.limn.parsing.Keypoint;
import io.limn.parsing.LabelLayer;
import io.limn.parsing.Parsing;
import io.limn.parsing.Person;
import io.limn.parsing.ProbabilityMap;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Makes a frame's parsing from the outputs of dense, argmax, persons and keypoints heads. Without a persons head, each large region of
 * labels that mark persons is one person. Not thread-safe.
 */
final class FrameDecoder implements Decoder {
    /**
     * A label layer's head.
     *
     * @param output name of the network's output
     * @param people by label id, whether the label marks a person
     */
    public record Layer(LabelSet labels, String output, LayerDecoder decoder, boolean[] people) {
        /** Whether every label but 0 marks a person. */
        boolean allPeople() {
            for (int label = 1; label < people.length; label++) {
                if (!people[label]) {
                    return false;
                }
            }
            return true;
        }
    }

    /**
     * Tells, by label id, whether the label marks a person.
     *
     * @param person names of those that do; if empty, all but label 0
     */
    public static boolean[] people(LabelSet labels, List<String> person) {
        boolean[] people = new boolean[labels.size()];
        labels.labels()
                .forEach(label ->
                        people[label.id()] = person.isEmpty() ? label.id() != 0 : person.contains(label.name()));
        return people;
    }

    /** The persons head, with the names of its outputs. */
    public record Centres(String heat, String offsets, PersonDecoder decoder) {}

    /** The keypoints head, with the name of its output. */
    public record Joints(String heat, JointDecoder decoder) {}

    private final int stride;
    private final List<Layer> layers;
    private final Centres centres;
    private final Joints joints;
    private final SideCorrection sides;
    private InputSize size;
    private Grid grid;

    /**
     * @param stride input pixels per cell of every output
     * @param layers the main layer first
     * @param centres null if the network has no such head
     * @param joints null if the network has no such head
     */
    public FrameDecoder(int stride, List<Layer> layers, Centres centres, Joints joints) {
        this.stride = stride;
        this.layers = List.copyOf(layers);
        this.centres = centres;
        this.joints = joints;
        sides = SideCorrection.of(this.layers);
    }

    @Override
    public Parsing decode(Function<String, float[]> source, InputSize wanted, Evidence evidence) {
        Map<String, float[]> read = new HashMap<>();
        Function<String, float[]> outputs = name -> read.computeIfAbsent(name, source);
        if (!wanted.equals(size)) {
            size = wanted;
            grid = new Grid(size, stride);
        }
        find(outputs);
        PersonDecoder.Assigned cells = assign(outputs);
        if (!cells.cells().unsupported.isEmpty()) {
            for (Layer layer : layers) {
                layer.decoder().clear(outputs.apply(layer.output()), cells.cells().unsupported, grid);
            }
            find(outputs);
            cells = assign(outputs);
        }
        if (sides != null && sides.apply(outputs, cells.ids(), grid)) {
            find(outputs);
        }
        List<LabelLayer> maps = maps(outputs);
        PersonDecoder.Persons persons = persons(cells, maps.get(0).ids());
        List<List<Keypoint>> keypoints =
                joints == null ? List.of() : joints.decoder().decode(outputs.apply(joints.heat()), persons, grid);
        List<Person> found = new ArrayList<>(persons.found().size());
        for (int i = 0; i < persons.found().size(); i++) {
            PersonDecoder.Found one = persons.found().get(i);
            found.add(new Person(
                    one.id(),
                    one.box(),
                    one.score(),
                    one.pixels(),
                    keypoints.isEmpty() ? List.of() : keypoints.get(i)));
        }
        Optional<Coverage> coverage =
                evidence == Evidence.COVERAGE ? Optional.of(coverage(outputs, persons)) : Optional.empty();
        return new Parsing(grid.frameWidth, grid.frameHeight, maps, persons.map(), found, coverage);
    }

    private void find(Function<String, float[]> outputs) {
        for (Layer layer : layers) {
            layer.decoder().find(outputs.apply(layer.output()), grid);
        }
    }

    private List<LabelLayer> maps(Function<String, float[]> outputs) {
        List<LabelLayer> maps = new ArrayList<>(layers.size());
        for (Layer layer : layers) {
            byte[] ids = layer.decoder().paint(outputs.apply(layer.output()), grid);
            maps.add(new LabelLayer(layer.labels(), grid.frameWidth, grid.frameHeight, ids));
        }
        return maps;
    }

    private PersonDecoder.Assigned assign(Function<String, float[]> outputs) {
        byte[] winners = winners();
        if (centres == null) {
            PersonDecoder regions = new PersonDecoder(1, 1, 0);
            return regions.assign(winners, new float[grid.plane], new float[2 * grid.plane], grid);
        }
        return centres.decoder().assign(winners, outputs.apply(centres.heat()), outputs.apply(centres.offsets()), grid);
    }

    private PersonDecoder.Persons persons(PersonDecoder.Assigned cells, byte[] ids) {
        Layer main = layers.get(0);
        return PersonDecoder.paint(cells, main.allPeople() ? ids : onlyPeople(ids, main.people()), winners(), grid);
    }

    /** The main layer by cell, without labels that don't mark persons. */
    private byte[] winners() {
        Layer main = layers.get(0);
        byte[] winners = main.decoder().winners();
        return main.allPeople() ? winners : onlyPeople(winners, main.people());
    }

    private Coverage coverage(Function<String, float[]> outputs, PersonDecoder.Persons persons) {
        Map<String, ProbabilityMap> maps = new LinkedHashMap<>();
        for (Layer layer : layers) {
            maps.put(layer.labels().name(), layer.decoder().probabilities(outputs.apply(layer.output()), grid));
        }
        ProbabilityMap main = maps.get(layers.get(0).labels().name());
        ProbabilityMap owners = OwnerCells.of(persons, grid);
        return new Coverage(maps, new PersonProbabilities(main, layers.get(0).people(), owners), owners, List.of());
    }

    private static byte[] onlyPeople(byte[] ids, boolean[] people) {
        byte[] left = new byte[ids.length];
        for (int i = 0; i < ids.length; i++) {
            left[i] = people[ids[i] & 0xFF] ? ids[i] : 0;
        }
        return left;
    }
}
