package io.limn.cli.eval;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Hand-made joints by picture. Two forms: COCO's annotation file ({@code images} with {@code id} and {@code file_name}, {@code
 * annotations} with {@code image_id} and {@code keypoints}), or an object that maps each file name to a list of people, each a list of
 * 51 numbers. The numbers are x, y in pixels of the picture and v for COCO's 17 joints in order; v is 0 not labelled, 1 hidden, 2 visible.
 * A person with 57 numbers has the knuckles of the left and the right hand after them.
 */
final class JointFile {
    /** Visible, in COCO's sense. */
    private static final int VISIBLE = 2;

    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * A visible joint.
     *
     * @param index in COCO's order
     */
    record Joint(int index, double x, double y) {}

    private final Map<String, List<Joint>> byName = new HashMap<>();

    private JointFile() {}

    /**
     * Reads the visible joints.
     *
     * @throws IllegalArgumentException if an entry is invalid or there are no joints; names the file and the entry
     * @throws IOException if the file can't be read or isn't JSON
     */
    static JointFile read(Path file) throws IOException {
        JsonNode root = JSON.readTree(Files.readAllBytes(file));
        JointFile joints = new JointFile();
        if (root.path("annotations").isArray()) {
            Map<Long, String> names = new HashMap<>();
            root.path("images")
                    .forEach(image -> names.put(
                            image.path("id").asLong(), image.path("file_name").asText()));
            for (JsonNode person : root.path("annotations")) {
                String name = names.get(person.path("image_id").asLong());
                if (name != null && person.path("keypoints").size() > 0) {
                    joints.add(file, name, person.path("keypoints"));
                }
            }
        } else if (root.isObject()) {
            root.fields().forEachRemaining(picture -> picture.getValue()
                    .forEach(person -> joints.add(file, picture.getKey(), person)));
        }
        if (joints.byName.isEmpty()) {
            throw new IllegalArgumentException(file
                    + ": has no joints; expected are COCO's images and annotations, or lists of people by file name");
        }
        return joints;
    }

    private void add(Path file, String name, JsonNode person) {
        int numbers = person.size();
        if (numbers != 3 * Limb.JOINTS && numbers != 3 * Limb.JOINTS_AND_KNUCKLES) {
            throw new IllegalArgumentException(file + ": " + name + ": a person is " + 3 * Limb.JOINTS
                    + " numbers (x, y, v of " + Limb.JOINTS + " joints), or " + 3 * Limb.JOINTS_AND_KNUCKLES
                    + " with knuckles, not " + numbers);
        }
        List<Joint> visible = byName.computeIfAbsent(name, any -> new ArrayList<>());
        for (int joint = 0; joint < numbers / 3; joint++) {
            if (person.get(3 * joint + 2).asInt() == VISIBLE) {
                visible.add(new Joint(
                        joint,
                        person.get(3 * joint).asDouble(),
                        person.get(3 * joint + 1).asDouble()));
            }
        }
    }

    boolean has(String name) {
        return byName.containsKey(name);
    }

    /** The visible joints of all people of a picture. */
    List<Joint> of(String name) {
        return byName.getOrDefault(name, List.of());
    }
}
