package io.limn.model;

import io.limn.fuzz.FuzzTarget;
import io.limn.fuzz.ScratchFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A package's model.json. */
public final class ModelManifestTarget {
    private ModelManifestTarget() {}

    public static FuzzTarget target() {
        return new FuzzTarget(
                "model-manifest", () -> List.of(Files.readAllBytes(Path.of("models/limn/model.json"))), bytes -> {
                    try {
                        ManifestReader.read(ScratchFile.of(bytes));
                    } catch (InvalidModelException refused) {
                        FuzzTarget.check(refused);
                    }
                });
    }
}
