package io.limn.model;

import io.limn.label.LabelSet;
import io.limn.parsing.ModelId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A model package whose manifest is valid and whose network has the manifest's checksum.
 *
 * @param manifest as {@code model.json} has it
 * @param network the ONNX file, its checksum verified
 * @param layers the main layer first
 */
public record ModelPackage(ModelManifest manifest, Path network, List<LabelSet> layers) {
    public ModelPackage {
        layers = List.copyOf(layers);
    }

    public ModelId id() {
        return new ModelId(manifest.name(), manifest.version(), manifest.sha256());
    }

    /**
     * Reads and checks the package in a folder; its network is read once, for the checksum.
     *
     * @throws InvalidModelException saying what is wrong and where
     */
    static ModelPackage load(Path folder) {
        Path file = folder.resolve("model.json");
        ModelManifest manifest = ManifestReader.read(file);
        String folderName = folder.toAbsolutePath().normalize().getFileName().toString();
        if (!manifest.name().equals(folderName)) {
            throw new InvalidModelException(
                    file,
                    "name: is '" + manifest.name() + "', but the folder's name, '" + folderName + "', is the model's");
        }
        List<LabelSet> layers = layers(file, manifest);
        HeadsCheck.check(file, manifest, layers);
        return new ModelPackage(manifest, network(file, folder, manifest), layers);
    }

    private static List<LabelSet> layers(Path file, ModelManifest manifest) {
        if (manifest.layers().isEmpty()) {
            throw new InvalidModelException(file, "layers: a model has at least one label layer");
        }
        List<LabelSet> layers = new ArrayList<>();
        for (int i = 0; i < manifest.layers().size(); i++) {
            try {
                layers.add(manifest.layers().get(i).labelSet());
            } catch (IllegalArgumentException e) {
                throw new InvalidModelException(file, "layers[" + i + "]: " + e.getMessage(), e);
            }
        }
        return layers;
    }

    /** The layer of this name, which a head refers to. */
    LabelSet layer(String name) {
        return layers.stream()
                .filter(set -> set.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Path network(Path file, Path folder, ModelManifest manifest) {
        Path network = folder.resolve(manifest.file()).normalize();
        if (!network.startsWith(folder.normalize()) || !Files.isRegularFile(network)) {
            throw new InvalidModelException(file, "file: there is no '" + manifest.file() + "' beside the manifest");
        }
        try {
            String sum = Sha256.of(network);
            if (!sum.equals(manifest.sha256())) {
                throw new InvalidModelException(
                        file,
                        "sha256: is " + manifest.sha256() + ", but " + manifest.file() + " has " + sum
                                + "; fetch the file again, or correct the manifest if it was changed on purpose");
            }
            return network;
        } catch (IOException e) {
            throw new InvalidModelException(network, "can't be read: " + e.getMessage(), e);
        }
    }
}
