package io.limn.http;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.media.Schema;

/** Declares in the OpenAPI document which members answers always have, so that generated clients need no null checks. */
final class ApiSchemas {
    /** Schemas by name, with the members that may be absent; all others are always present. */
    private static final Map<String, Set<String>> OPTIONAL = Map.ofEntries(
            Map.entry("Box", Set.of()),
            Map.entry("EditsStored", Set.of("by")),
            Map.entry("Edited", Set.of("by", "at", "eTag", "persons", "skipped", "why")),
            Map.entry("EventAnswer", Set.of("note")),
            Map.entry("Frame", Set.of("orAs")),
            Map.entry("InferenceModel", Set.of()),
            Map.entry("InferenceServer", Set.of()),
            Map.entry("InferenceTensorMetadata", Set.of()),
            Map.entry("Job", Set.of("eta", "ended", "expires", "error")),
            Map.entry("JobEdits", Set.of("strokes", "by", "at", "skipped")),
            Map.entry(
                    "JobFrame",
                    Set.of("stage", "eta", "width", "height", "persons", "shot", "outputs", "edits", "error")),
            Map.entry("JobLinks", Set.of("frames")),
            Map.entry("JobOutput", Set.of("part")),
            Map.entry("JobProgress", Set.of("eta")),
            Map.entry("Jobs", Set.of("next")),
            Map.entry("Keypoint", Set.of()),
            Map.entry("Label", Set.of()),
            Map.entry("LabelGroup", Set.of()),
            Map.entry("LabelLayer", Set.of()),
            Map.entry("Labels", Set.of()),
            Map.entry("Limits", Set.of()),
            Map.entry(
                    "Manifest", Set.of("version", "width", "height", "persons", "labels", "files", "edited", "error")),
            Map.entry("ModelId", Set.of()),
            Map.entry("Models", Set.of()),
            Map.entry(
                    "Options",
                    Set.of("revisions", "pixels", "mirror", "colours", "refused", "view", "detail", "reading")),
            Map.entry("OutputFile", Set.of("part")),
            Map.entry("OutputKind", Set.of()),
            Map.entry("Pair", Set.of()),
            Map.entry("Person", Set.of()),
            Map.entry("Problem", Set.of()),
            Map.entry(
                    "RenderOptions",
                    Set.of("parts", "premultiplied", "people", "plate", "tolerance", "formats", "detail")),
            Map.entry("ShotFrames", Set.of()),
            Map.entry("ShotProgress", Set.of("redraw")),
            Map.entry("ShotRedraw", Set.of()),
            Map.entry("SourceInfo", Set.of("bucket", "eTag", "versionId", "sha256")),
            Map.entry("Upload", Set.of()),
            Map.entry("UploadCall", Set.of()),
            Map.entry("UploadLinks", Set.of()),
            Map.entry("UploadResults", Set.of()),
            Map.entry("UploadState", Set.of("manifest", "files", "error")));

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
