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
 * The values of {@code configuration.json} that the tensors don't contain. Fields are found at any depth; missing ones are null.
 *
 * @param classes names in the order of their ids; the last is the whole person if the model distinguishes persons
 * @param singleHuman whether the model is for frames with one person
 * @param paint minimum score of a part in the label map, 0..1
 */
record M2fpConfiguration(List<String> classes, Boolean singleHuman, Float paint) {
    private static final long MOST_BYTES = 1 << 20;

    /** @throws CheckpointException if the file has the wrong format */
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
