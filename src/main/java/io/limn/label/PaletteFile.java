package io.limn.label;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.limn.config.InvalidSettingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * A palette as a user writes it: one JSON object, each key a label's name or id, each value {@code "#rrggbb"}.
 *
 * @param key the configuration key that named the file, for error sentences
 * @param colours 0xRRGGBB by label name or decimal id
 */
record PaletteFile(String key, Path file, Map<String, Integer> colours) {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .build();
    private static final Pattern COLOUR = Pattern.compile("#[0-9a-fA-F]{6}");
    private static final Pattern NUMBER = Pattern.compile("\\d+");
    private static final int LARGEST = 1 << 20;

    /**
     * @throws InvalidSettingException naming the key, its value and the fix
     */
    static PaletteFile read(String name, String value) {
        String key = "limn.label.palettes.\"" + name + "\"";
        Path file = Path.of(value);
        JsonNode root = parse(key, file);
        if (root == null || !root.isObject()) {
            throw new InvalidSettingException(key + " is " + file
                    + ", which is no JSON object: write label names or ids to colours, e.g. {\"hair\": \"#ff8800\"}");
        }
        Map<String, Integer> colours = new TreeMap<>();
        for (Map.Entry<String, JsonNode> entry : root.properties()) {
            colours.put(label(key, file, entry.getKey()), colour(key, file, entry.getKey(), entry.getValue()));
        }
        return new PaletteFile(key, file, Map.copyOf(colours));
    }

    private static JsonNode parse(String key, Path file) {
        try {
            if (!Files.isRegularFile(file)) {
                throw new InvalidSettingException(
                        key + " is " + file + ", and there is no such file: correct the path (" + file.toAbsolutePath()
                                + ") or remove the key");
            }
            if (Files.size(file) > LARGEST) {
                throw new InvalidSettingException(
                        key + " is " + file + ", which is larger than a palette can be (1 MiB)");
            }
            return JSON.readTree(Files.readAllBytes(file));
        } catch (JsonProcessingException e) {
            throw new InvalidSettingException(
                    key + " is " + file + ", which is not JSON: " + e.getOriginalMessage() + " (line "
                            + (e.getLocation() == null ? "?" : e.getLocation().getLineNr()) + ")",
                    e);
        } catch (IOException e) {
            throw new InvalidSettingException(key + " is " + file + ", which can't be read: " + e.getMessage(), e);
        }
    }

    private static String label(String key, Path file, String label) {
        if (!NUMBER.matcher(label).matches()) {
            return label;
        }
        if (label.length() > 3 || Integer.parseInt(label) >= Palette.SIZE) {
            throw new InvalidSettingException(key + ": " + file + " colours the id " + label + "; ids are 0 to 255");
        }
        return Integer.toString(Integer.parseInt(label));
    }

    private static int colour(String key, Path file, String label, JsonNode value) {
        if (!value.isTextual() || !COLOUR.matcher(value.textValue()).matches()) {
            throw new InvalidSettingException(key + ": " + file + " gives '" + label + "' the colour " + value
                    + "; write it as \"#rrggbb\", e.g. \"#ff8800\"");
        }
        return Integer.parseInt(value.textValue().substring(1), 16);
    }

    /** The file's colours for these labels; labels that are not in the file keep the model's colour. */
    Palette palette(String name, LabelSet labels) {
        int[] rgb = Palette.of(labels).rgb();
        colours.forEach((label, colour) -> {
            if (NUMBER.matcher(label).matches()) {
                rgb[Integer.parseInt(label)] = colour;
            } else {
                labels.byName(label).ifPresent(known -> rgb[known.id()] = colour);
            }
        });
        return new Palette(name, rgb);
    }

    /**
     * @throws IllegalArgumentException where the file colours a name or an id that no layer has
     */
    void check(List<LabelSet> layers) {
        for (String label : colours.keySet()) {
            boolean number = NUMBER.matcher(label).matches();
            boolean known = layers.stream()
                    .anyMatch(layer -> number
                            ? Integer.parseInt(label) < layer.size()
                            : layer.byName(label).isPresent());
            if (!known) {
                throw new InvalidSettingException(key + ": " + file + " colours '" + label
                        + "', which the model does not have; its labels are " + names(layers));
            }
        }
    }

    private static String names(List<LabelSet> layers) {
        return String.join(
                ", ",
                layers.stream()
                        .flatMap(layer -> layer.labels().stream())
                        .map(Label::name)
                        .distinct()
                        .toList());
    }
}
