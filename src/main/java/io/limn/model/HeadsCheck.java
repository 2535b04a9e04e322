package io.limn.model;

import io.limn.label.LabelSet;
import io.limn.model.input.Fit;
import io.limn.parsing.Mirror;
import java.nio.file.Path;
import java.util.List;

/** Whether a manifest's heads make sense together. */
final class HeadsCheck {
    private HeadsCheck() {}

    /** @throws InvalidModelException naming the head and what would be right */
    static void check(Path file, ModelManifest manifest, List<LabelSet> layers) {
        if (manifest.heads().isEmpty()) {
            throw new InvalidModelException(file, "heads: a model has at least one");
        }
        if (manifest.heads().stream().anyMatch(Head.Queries.class::isInstance)) {
            checkQueries(file, manifest, layers);
        } else {
            checkDense(file, manifest, layers);
        }
        checkStrides(file, manifest);
    }

    private static void checkQueries(Path file, ModelManifest manifest, List<LabelSet> layers) {
        if (manifest.heads().size() > 1 || layers.size() > 1) {
            throw new InvalidModelException(
                    file, "heads: a head of kind queries stands alone and fills the one layer there is");
        }
        if (manifest.input().mirror() != Mirror.NONE) {
            throw new InvalidModelException(file, "input.mirror: goes with heads of kind dense only");
        }
        checkLayer(file, 0, ((Head.Queries) manifest.heads().get(0)).layer(), layers);
    }

    private static void checkDense(Path file, ModelManifest manifest, List<LabelSet> layers) {
        for (LabelSet layer : layers) {
            long heads = manifest.heads().stream()
                    .filter(head ->
                            head instanceof Head.Dense dense && dense.layer().equals(layer.name()))
                    .count();
            if (heads != 1) {
                throw new InvalidModelException(
                        file, "heads: layer '" + layer.name() + "' must have one head of kind dense, not " + heads);
            }
        }
        for (int i = 0; i < manifest.heads().size(); i++) {
            if (manifest.heads().get(i) instanceof Head.Dense dense) {
                checkLayer(file, i, dense.layer(), layers);
            }
        }
        if (count(manifest, Head.Persons.class) > 1 || count(manifest, Head.Keypoints.class) > 1) {
            throw new InvalidModelException(file, "heads: at most one each of persons and keypoints");
        }
        if (manifest.input().size() instanceof Fit) {
            throw new InvalidModelException(file, "input.size.rule: fit goes with a head of kind queries only");
        }
    }

    private static void checkLayer(Path file, int head, String name, List<LabelSet> layers) {
        if (layers.stream().noneMatch(layer -> layer.name().equals(name))) {
            throw new InvalidModelException(file, "heads[" + head + "].layer: '" + name + "' is none of the layers");
        }
    }

    private static void checkStrides(Path file, ModelManifest manifest) {
        int stride = manifest.heads().get(0).stride();
        for (int i = 0; i < manifest.heads().size(); i++) {
            if (manifest.heads().get(i).stride() != stride
                    || manifest.input().size().stride() % stride != 0) {
                throw new InvalidModelException(
                        file, "heads[" + i + "].stride: must be that of the first head and divide input.size.stride");
            }
        }
    }

    private static long count(ModelManifest manifest, Class<? extends Head> kind) {
        return manifest.heads().stream().filter(kind::isInstance).count();
    }
}
