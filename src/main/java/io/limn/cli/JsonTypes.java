package io.limn.cli;

import io.limn.edit.Edits;
import io.limn.edit.Stroke;
import io.limn.problem.Problem;
import io.limn.result.Manifest;
import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * Types that are read and written as JSON by this project itself, so that a native executable keeps them; those of REST answers are found
 * by Quarkus, and those of model packages are named by {@link io.limn.model.ModelManifest}.
 */
@RegisterForReflection(
        registerFullHierarchy = true,
        targets = {Manifest.class, Problem.class, Edits.class, Stroke.class},
        classNames = {
            "io.limn.cli.bench.BenchReport",
            "io.limn.cli.eval.EvalReport",
            "io.limn.m2fp.importer.ImportedModel"
        })
final class JsonTypes {
    private JsonTypes() {}
}
