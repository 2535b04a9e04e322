package io.limn.cli.eval;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.limn.label.LabelSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Maps another label set to a model's: which of the model's labels each id of the truth is, and which labels of the model the
 * other set does not distinguish.
 *
 * <p>As a file: {@code {"labels": {"0": "background", "3": null, …}, "merge": {"belt": "pants"}}}. An id that is null or not
 * listed is ignored; {@code merge} maps a predicted label to the one it counts as.
 */
final class LabelMapping {
    /** The value of pixels that are excluded from all scores. */
    static final int IGNORED = -1;

    private static final ObjectMapper JSON = new ObjectMapper();

    /** The model's label by the truth's id, 0 to 255, or {@link #IGNORED}. */
    final int[] truth = new int[256];
    /** The label that a predicted label counts as. */
    final int[] prediction;

    private LabelMapping(int labels) {
        Arrays.fill(truth, IGNORED);
        prediction = new int[labels];
        Arrays.setAll(prediction, label -> label);
    }

    /** The mapping of a truth with the model's own ids; ids the model doesn't have, such as 255, are ignored. */
    static LabelMapping own(LabelSet labels) {
        LabelMapping mapping = new LabelMapping(labels.size());
        for (int id = 0; id < labels.size(); id++) {
            mapping.truth[id] = id;
        }
        return mapping;
    }

    /**
     * @throws IllegalArgumentException if an entry is invalid; names the file, the entry and the valid names
     * @throws IOException if the file can't be read or isn't JSON
     */
    static LabelMapping read(Path file, LabelSet labels) throws IOException {
        JsonNode root = JSON.readTree(Files.readAllBytes(file));
        if (!root.path("labels").isObject()) {
            throw new IllegalArgumentException(file + ": labels must be an object of ids and label names");
        }
        LabelMapping mapping = new LabelMapping(labels.size());
        root.path("labels").fields().forEachRemaining(entry -> {
            if (!entry.getKey().matches("\\d{1,3}") || Integer.parseInt(entry.getKey()) > 255) {
                throw new IllegalArgumentException(file + ": labels: '" + entry.getKey() + "' is not an id of 0..255");
            }
            mapping.truth[Integer.parseInt(entry.getKey())] = entry.getValue().isNull()
                    ? IGNORED
                    : id(file, labels, entry.getValue().asText());
        });
        root.path("merge")
                .fields()
                .forEachRemaining(entry -> mapping.prediction[id(file, labels, entry.getKey())] =
                        id(file, labels, entry.getValue().asText()));
        return mapping;
    }

    private static int id(Path file, LabelSet labels, String name) {
        return labels.byName(name)
                .orElseThrow(() -> new IllegalArgumentException(file + ": the model has no label '" + name
                        + "'; it has "
                        + labels.labels().stream().map(label -> label.name()).toList()))
                .id();
    }
}
