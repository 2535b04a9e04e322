package io.limn.m2fp.importer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.limn.m2fp.torch.CheckpointException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What of {@code configuration.json} no tensor tells. The fields are looked for wherever they stand in it; what is missing is null.
 *
 * @param classes their names in the order of their ids, the whole person last where the model tells persons apart
 * @param singleHuman whether frames hold one person
 * @param paint least score of a part in the label map
 */
record M2fpConfiguration(List<String> classes, Boolean singleHuman, Float paint) {
    private static final long MOST_BYTES = 1 << 20;

    /** @throws CheckpointException where the file has another format */
    static M2fpConfiguration read(Path file) throws IOException {
        if (Files.size(file) > MOST_BYTES) {
            throw new CheckpointException(file + " is larger than 1 MB; that can't be a configuration");
        }
        JsonNode root;
        try {
            root = new ObjectMapper().readTree(Files.readAllBytes(file));
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new CheckpointException(
                    file + " is not JSON at line " + e.getLocation().getLineNr() + ": " + e.getOriginalMessage(), e);
        }
        JsonNode single = root.findValue("single_human");
        JsonNode paint = root.findValue("parsing_ins_score_thr");
        return new M2fpConfiguration(
                classes(file, root.findValue("classes")),
                single == null ? null : single.asBoolean(),
                paint == null ? null : threshold(file, paint));
    }

    private static List<String> classes(Path file, JsonNode found) {
        if (found == null) {
            return null;
        }
        List<String> names = new ArrayList<>();
        found.forEach(name -> names.add(name.asText()));
        if (!found.isArray() || names.size() < 2 || names.stream().anyMatch(String::isBlank)) {
            throw new CheckpointException(file + ": 'classes' must be a list of at least two names");
        }
        return names;
    }

    private static float threshold(Path file, JsonNode found) {
        double value = found.asDouble(-1);
        if (!(value >= 0 && value <= 1)) {
            throw new CheckpointException(file + ": 'parsing_ins_score_thr' must be 0..1, not " + found);
        }
        return (float) value;
    }
}
