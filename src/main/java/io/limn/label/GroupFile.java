package io.limn.label;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.limn.config.InvalidSettingException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Groups as they are written: one JSON object, each key a group's name, each value {@code {"of": [...], "without": [...]}}. */
final class GroupFile {
    /** The configuration key that names a user's file. */
    static final String KEY = "limn.label.groups";

    /** Members in words: {@code layer:label}, or another group's name. */
    record Entry(String name, List<String> of, List<String> without) {}

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .build();
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9.-]{0,39}");
    private static final Pattern TAKEN = Pattern.compile("all|person|person-\\d+");
    private static final int LARGEST = 1 << 20;
    private static final int MOST = 256;

    private GroupFile() {}

    /** The groups that come with Limn. */
    static Map<String, Entry> shipped() {
        try (InputStream in = GroupFile.class.getResourceAsStream("groups.json")) {
            return entries("groups.json", JSON.readTree(in));
        } catch (IOException e) {
            throw new IllegalStateException("the shipped groups can't be read", e);
        }
    }

    /**
     * A user's file.
     *
     * @throws InvalidSettingException naming the key, the value and the fix
     */
    static Map<String, Entry> read(Path file) {
        String where = KEY + " is " + file;
        try {
            if (!Files.isRegularFile(file)) {
                throw new InvalidSettingException(where + ", and there is no such file: correct the path ("
                        + file.toAbsolutePath() + ") or remove the key");
            }
            if (Files.size(file) > LARGEST) {
                throw new InvalidSettingException(where + ", which is larger than a file of groups can be (1 MiB)");
            }
            return entries(where, JSON.readTree(Files.readAllBytes(file)));
        } catch (JsonProcessingException e) {
            throw new InvalidSettingException(
                    where + ", which is not JSON: " + e.getOriginalMessage() + " (line "
                            + (e.getLocation() == null ? "?" : e.getLocation().getLineNr()) + ")",
                    e);
        } catch (IOException e) {
            throw new InvalidSettingException(where + ", which can't be read: " + e.getMessage(), e);
        }
    }

    private static Map<String, Entry> entries(String where, JsonNode root) {
        if (root == null || !root.isObject() || root.size() > MOST) {
            throw new InvalidSettingException(where + ", which is not a JSON object of at most " + MOST
                    + " groups: write names to labels, e.g. {\"feet\": {\"of\": [\"anatomy:left-foot\"]}}");
        }
        Map<String, Entry> entries = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> field : root.properties()) {
            String name = field.getKey();
            if (!NAME.matcher(name).matches() || TAKEN.matcher(name).matches()) {
                throw new InvalidSettingException(where + ": '" + name + "' can't be a group's name; use up to 40 of"
                        + " a-z, 0-9, point and hyphen, and neither 'all', 'person' nor 'person-1'");
            }
            entries.put(name, entry(where + ": the group '" + name + "'", name, field.getValue()));
        }
        return entries;
    }

    private static Entry entry(String where, String name, JsonNode value) {
        Set<String> keys = Set.of("of", "without");
        if (!value.isObject()
                || !value.has("of")
                || value.properties().stream().anyMatch(f -> !keys.contains(f.getKey()))) {
            throw new InvalidSettingException(
                    where + " must be {\"of\": [...]} or {\"of\": [...], \"without\": [...]}");
        }
        return new Entry(
                name,
                words(where, value.get("of")),
                value.has("without") ? words(where, value.get("without")) : List.of());
    }

    private static List<String> words(String where, JsonNode list) {
        List<String> words = new ArrayList<>();
        for (JsonNode word : list) {
            if (!word.isTextual() || word.textValue().isBlank()) {
                throw new InvalidSettingException(where + " lists " + word
                        + "; write labels as \"layer:label\", e.g. \"anatomy:left-hand\", or another group's name");
            }
            words.add(word.textValue());
        }
        if (!list.isArray() || words.isEmpty()) {
            throw new InvalidSettingException(where + " lists no label; write e.g. [\"anatomy:left-hand\"]");
        }
        return words;
    }
}
