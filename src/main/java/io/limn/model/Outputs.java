package io.limn.model;

import java.util.ArrayList;
import java.util.List;

/** The outputs of a network that its manifest's heads name, with the channels each must have. */
final class Outputs {
    /**
     * An output: 1×C×h×w floats.
     *
     * @param field of the manifest that names it
     * @param stride input pixels a cell
     */
    record Output(String name, String field, int channels, int stride) {}

    private Outputs() {}

    static List<Output> of(ModelPackage model) {
        List<Output> outputs = new ArrayList<>();
        List<Head> heads = model.manifest().heads();
        for (int i = 0; i < heads.size(); i++) {
            String at = "heads[" + i + "].";
            if (heads.get(i) instanceof Head.Dense dense) {
                outputs.add(new Output(dense.logits(), at + "logits", labels(model, dense.layer()), dense.stride()));
            } else if (heads.get(i) instanceof Head.Persons persons) {
                outputs.add(new Output(persons.centres(), at + "centres", 1, persons.stride()));
                outputs.add(new Output(persons.offsets(), at + "offsets", 2, persons.stride()));
            } else if (heads.get(i) instanceof Head.Keypoints keypoints) {
                int joints = keypoints.joints().size();
                outputs.add(new Output(keypoints.heatmaps(), at + "heatmaps", joints, keypoints.stride()));
            }
        }
        return outputs;
    }

    private static int labels(ModelPackage model, String layer) {
        return model.layers().stream()
                .filter(set -> set.name().equals(layer))
                .findFirst()
                .orElseThrow()
                .size();
    }
}
