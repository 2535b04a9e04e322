package io.limn.http;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.media.Schema;

/** Says in the OpenAPI document which members answers always have, so that generated clients need not ask. */
final class ApiSchemas {
    /** Schemas whose members are always there, but for these. */
    private static final Map<String, Set<String>> OPTIONAL = Map.ofEntries(
            Map.entry("Job", Set.of("eta", "ended", "expires", "error")),
            Map.entry("Jobs", Set.of("next")),
            Map.entry(
                    "JobFrame",
                    Set.of("stage", "eta", "width", "height", "persons", "shot", "outputs", "edits", "error")),
            Map.entry("JobLinks", Set.of("frames")),
            Map.entry("JobEdits", Set.of("strokes", "by", "at", "skipped")),
            Map.entry("EditsStored", Set.of("by")),
            Map.entry("JobOutput", Set.of("part")),
            Map.entry("JobProgress", Set.of("eta")),
            Map.entry("Label", Set.of()),
            Map.entry("LabelGroup", Set.of()),
            Map.entry("LabelLayer", Set.of()),
            Map.entry("Labels", Set.of()),
            Map.entry("Models", Set.of()),
            Map.entry("OutputKind", Set.of()),
            Map.entry("Problem", Set.of()));

    private ApiSchemas() {}

    static void complete(OpenAPI api) {
        Map<String, Schema> schemas = api.getComponents().getSchemas();
        OPTIONAL.forEach((name, optional) -> {
            Schema schema = schemas.get(name);
            if (schema != null && schema.getProperties() != null) {
                List<String> required = schema.getProperties().keySet().stream()
                        .filter(member -> !optional.contains(member))
                        .toList();
                schema.setRequired(required);
            }
        });
        Schema problem = schemas.get("Problem");
        if (problem != null && problem.getProperties() != null) {
            problem.getProperties()
                    .get("type")
                    .setEnumeration(ProblemTypes.all().stream()
                            .<Object>map(word -> ProblemTypes.PREFIX + word)
                            .toList());
        }
    }
}
