package io.limn.result;

import io.limn.fuzz.FuzzTarget;
import java.util.List;

/** Manifests, read again from a bucket that others write to too. */
public final class ManifestTarget {
    private ManifestTarget() {}

    public static FuzzTarget target() {
        return new FuzzTarget(
                "manifest",
                () -> List.of(ManifestJson.write(ManifestJsonTest.manifest())),
                bytes -> ManifestJson.read(bytes).ifPresent(manifest -> {
                    ManifestJson.write(manifest);
                    if (manifest.files() != null) {
                        manifest.files().forEach(file -> file.key().length());
                    }
                }));
    }
}
