package io.limn.model;

import io.limn.label.LabelSet;
import io.limn.model.decode.Head;
import io.limn.model.input.Fit;
import io.limn.parsing.Mirror;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Whether a manifest's heads make sense together. */
final class HeadsCheck implements Head.Cases<Void> {
    private final Path file;
    private final ModelManifest manifest;
    private final List<LabelSet> layers;
    /** The layers that heads fill, one entry per head. */
    private final List<String> filled = new ArrayList<>();

    private int persons;
    private int keypoints;
    private int queries;
    private boolean mirrors = true;
    private String at;

    private HeadsCheck(Path file, ModelManifest manifest, List<LabelSet> layers) {
        this.file = file;
        this.manifest = manifest;
        this.layers = layers;
    }

    /** @throws InvalidModelException naming the head and what would be right */
    static void check(Path file, ModelManifest manifest, List<LabelSet> layers) {
        if (manifest.heads().isEmpty()) {
            throw new InvalidModelException(file, "heads: a model has at least one");
        }
        new HeadsCheck(file, manifest, layers).check();
    }

    private void check() {
        for (int i = 0; i < manifest.heads().size(); i++) {
            at = "heads[" + i + "].";
            manifest.heads().get(i).accept(this);
        }
        if (queries > 0 && (manifest.heads().size() > 1 || layers.size() > 1)) {
            throw invalid("heads: a head of kind queries stands alone and fills the one layer there is");
        }
        for (LabelSet layer : layers) {
            long heads = filled.stream().filter(layer.name()::equals).count();
            if (heads != 1) {
                throw invalid(
                        "heads: layer '" + layer.name() + "' must have one head of kind dense or argmax, not " + heads);
            }
        }
        if (persons > 1 || keypoints > 1) {
            throw invalid("heads: at most one each of persons and keypoints");
        }
        if (!mirrors && manifest.input().mirror() != Mirror.NONE) {
            throw invalid("input.mirror: goes with heads of kind dense only");
        }
        if (queries == 0 && manifest.input().size() instanceof Fit) {
            throw invalid("input.size.rule: fit goes with a head of kind queries only");
        }
        checkStrides();
    }

    @Override
    public Void dense(Head.Dense head) {
        return layer(head.layer(), head.person());
    }

    @Override
    public Void argmax(Head.Argmax head) {
        mirrors = false;
        return layer(head.layer(), head.person());
    }

    @Override
    public Void persons(Head.Persons head) {
        persons++;
        return null;
    }

    @Override
    public Void keypoints(Head.Keypoints head) {
        keypoints++;
        return null;
    }

    @Override
    public Void queries(Head.Queries head) {
        queries++;
        mirrors = false;
        return layer(head.layer(), List.of());
    }

    private Void layer(String name, List<String> person) {
        LabelSet labels = layers.stream()
                .filter(layer -> layer.name().equals(name))
                .findFirst()
                .orElseThrow(() -> invalid(at + "layer: '" + name + "' is none of the layers"));
        if (!person.isEmpty() && labels != layers.get(0)) {
            throw invalid(at + "person: goes with the head of the main layer, '"
                    + layers.get(0).name() + "', only");
        }
        for (String label : person) {
            if (labels.byName(label).isEmpty()) {
                throw invalid(at + "person: layer '" + name + "' has no label '" + label + "'");
            }
        }
        filled.add(name);
        return null;
    }

    private void checkStrides() {
        int stride = manifest.heads().get(0).stride();
        for (int i = 0; i < manifest.heads().size(); i++) {
            if (manifest.heads().get(i).stride() != stride
                    || !manifest.input().size().allows(stride)) {
                throw invalid("heads[" + i + "].stride: must be that of the first head and divide input.size.stride");
            }
        }
    }

    private InvalidModelException invalid(String sentence) {
        return new InvalidModelException(file, sentence);
    }
}
