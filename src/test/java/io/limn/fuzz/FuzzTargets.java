package io.limn.fuzz;

import io.limn.batch.BatchTargets;
import io.limn.batch.shot.ShotMarkerTarget;
import io.limn.edit.EditTargets;
import io.limn.event.shape.EventTargets;
import io.limn.frame.FrameTargets;
import io.limn.http.HttpTargets;
import io.limn.http.body.FormTargets;
import io.limn.http.inference.InferenceTarget;
import io.limn.label.LabelTargets;
import io.limn.m2fp.torch.CheckpointTargets;
import io.limn.model.ModelManifestTarget;
import io.limn.result.ManifestTarget;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Every reader of foreign bytes, by name. */
public final class FuzzTargets {
    private FuzzTargets() {}

    public static Map<String, FuzzTarget> all() {
        Map<String, FuzzTarget> byName = new TreeMap<>();
        Stream.of(
                        FrameTargets.all(),
                        EventTargets.all(),
                        FormTargets.all(),
                        HttpTargets.all(),
                        BatchTargets.all(),
                        EditTargets.all(),
                        LabelTargets.all(),
                        CheckpointTargets.all(),
                        List.of(
                                InferenceTarget.target(),
                                ManifestTarget.target(),
                                ModelManifestTarget.target(),
                                ShotMarkerTarget.target()))
                .flatMap(List::stream)
                .forEach(target -> byName.put(target.name(), target));
        return byName;
    }
}
