package io.limn.cli;

import io.limn.edit.Edits;
import io.limn.edit.Stroke;
import io.limn.problem.Problem;
import io.limn.result.Manifest;
import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * Registers for reflection, in a native executable, the types that this project reads and writes as JSON itself. Quarkus finds the types
 * of REST responses; {@link io.limn.model.ModelManifest} registers those of model packages.
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
