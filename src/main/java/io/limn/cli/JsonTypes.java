package io.limn.cli;

import io.limn.model.Head;
import io.limn.model.ModelManifest;
import io.limn.model.ModelSummary;
import io.limn.problem.Problem;
import io.limn.result.Manifest;
import io.quarkus.runtime.annotations.RegisterForReflection;

/** What this project itself reads and writes as JSON, so that a native executable keeps it; what REST answers, Quarkus finds. */
@RegisterForReflection(
        registerFullHierarchy = true,
        targets = {
            Manifest.class,
            Problem.class,
            ModelManifest.class,
            ModelSummary.class,
            Head.class,
            Head.Dense.class,
            Head.Argmax.class,
            Head.Persons.class,
            Head.Keypoints.class,
            Head.Queries.class
        },
        classNames = {
            "io.limn.cli.bench.BenchReport",
            "io.limn.cli.eval.EvalReport",
            "io.limn.m2fp.importer.ImportedModel"
        })
final class JsonTypes {
    private JsonTypes() {}
}
