package io.limn.http.inference;

import io.limn.http.inference.ModelMetadata.TensorMetadata;
import io.limn.label.LabelSet;
import io.limn.parsing.Box;
import io.limn.parsing.Keypoint;
import io.limn.parsing.LabelLayer;
import io.limn.parsing.Parsing;
import io.limn.parsing.Person;
import io.limn.request.Catalogue;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The tensors of a parsing: {@code labels} is the main layer; each further layer has its own name ({@code UINT8 [H,W]}); {@code persons}
 * ({@code UINT8 [H,W]}) numbers the persons from 1, and in the order of these numbers follow {@code boxes} ({@code INT32 [N,4]}: left,
 * top, width, height), {@code scores} ({@code FP32 [N]}) and {@code keypoints} ({@code FP32 [N,17,3]}: x, y, score in COCO's order; a joint
 * that was not found is three zeros).
 */
@ApplicationScoped
public class OutputTensors {
    static final String LABELS = "labels";
    static final String PERSONS = "persons";
    static final String BOXES = "boxes";
    static final String SCORES = "scores";
    static final String KEYPOINTS = "keypoints";
    static final List<String> JOINTS = List.of(
            "nose",
            "left-eye",
            "right-eye",
            "left-ear",
            "right-ear",
            "left-shoulder",
            "right-shoulder",
            "left-elbow",
            "right-elbow",
            "left-wrist",
            "right-wrist",
            "left-hip",
            "right-hip",
            "left-knee",
            "right-knee",
            "left-ankle",
            "right-ankle");

    private static final Set<String> TAKEN = Set.of(LABELS, PERSONS, BOXES, SCORES, KEYPOINTS);
    private static final int NUMBERS_A_JOINT = 3;

    private final Catalogue catalogue;

    OutputTensors(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    /** Every output there is, in the order they are answered; -1 stands for a size that the frame decides. */
    List<TensorMetadata> metadata() {
        List<TensorMetadata> all = new ArrayList<>();
        layerNames().forEach(name -> all.add(tensor(name, Datatype.UINT8, -1, -1)));
        all.add(tensor(PERSONS, Datatype.UINT8, -1, -1));
        all.add(tensor(BOXES, Datatype.INT32, -1, 4));
        all.add(tensor(SCORES, Datatype.FP32, -1));
        all.add(tensor(KEYPOINTS, Datatype.FP32, -1, JOINTS.size(), NUMBERS_A_JOINT));
        return all;
    }

    List<String> names() {
        return metadata().stream().map(TensorMetadata::name).toList();
    }

    /** @param name one of {@link #names} */
    Tensor of(String name, Parsing parsing) {
        List<Person> persons = parsing.persons();
        return switch (name) {
            case PERSONS -> map(name, parsing, parsing.personMap().ids());
            case BOXES -> Tensor.ofInts(name, List.of(persons.size(), 4), boxes(persons));
            case SCORES -> Tensor.ofFloats(name, List.of(persons.size()), scores(persons));
            case KEYPOINTS ->
                Tensor.ofFloats(name, List.of(persons.size(), JOINTS.size(), NUMBERS_A_JOINT), keypoints(persons));
            default -> map(name, parsing, layer(name, parsing).ids());
        };
    }

    private LabelLayer layer(String name, Parsing parsing) {
        int at = layerNames().indexOf(name);
        String wanted = catalogue.layers().get(at).name();
        Optional<LabelLayer> layer = parsing.layer(wanted);
        return layer.orElseThrow(() -> new IllegalStateException("the parsing has no layer '" + wanted + "'"));
    }

    /** In the order of the catalogue's layers. A layer named like another output gets the prefix {@code layer-}. */
    private List<String> layerNames() {
        List<String> names = new ArrayList<>();
        for (LabelSet layer : catalogue.layers()) {
            String own = TAKEN.contains(layer.name()) ? "layer-" + layer.name() : layer.name();
            names.add(names.isEmpty() ? LABELS : own);
        }
        return names;
    }

    private static Tensor map(String name, Parsing parsing, byte[] ids) {
        return new Tensor(name, Datatype.UINT8, List.of(parsing.height(), parsing.width()), ids);
    }

    private static int[] boxes(List<Person> persons) {
        return persons.stream()
                .map(Person::box)
                .flatMapToInt(OutputTensors::corners)
                .toArray();
    }

    private static IntStream corners(Box box) {
        return IntStream.of(box.left(), box.top(), box.width(), box.height());
    }

    private static float[] scores(List<Person> persons) {
        float[] scores = new float[persons.size()];
        for (int i = 0; i < scores.length; i++) {
            scores[i] = persons.get(i).score();
        }
        return scores;
    }

    private static float[] keypoints(List<Person> persons) {
        float[] numbers = new float[persons.size() * JOINTS.size() * NUMBERS_A_JOINT];
        for (int i = 0; i < persons.size(); i++) {
            for (Keypoint joint : persons.get(i).keypoints()) {
                int index = JOINTS.indexOf(joint.name());
                if (index >= 0) {
                    int at = (i * JOINTS.size() + index) * NUMBERS_A_JOINT;
                    numbers[at] = joint.x();
                    numbers[at + 1] = joint.y();
                    numbers[at + 2] = joint.score();
                }
            }
        }
        return numbers;
    }

    private static TensorMetadata tensor(String name, Datatype datatype, Integer... shape) {
        return new TensorMetadata(name, datatype.name(), List.of(shape));
    }
}
