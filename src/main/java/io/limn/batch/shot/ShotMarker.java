package io.limn.batch.shot;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An object {@code …/shot.json} in the uploads bucket: the frames beside it are one shot. It may be empty, or a JSON object that names the
 * frames elsewhere. Outputs and options are in its metadata, as with every upload.
 *
 * @param prefix of the frames' keys, ending in a slash unless it is empty; null if {@code keys} names them
 * @param keys of the frames; null if {@code prefix} does
 */
public record ShotMarker(String prefix, List<String> keys) {
    /** The marker's name. */
    public static final String NAME = "shot.json";

    /** The most frames of a shot. */
    static final int MOST_FRAMES = 100_000;

    private static final ObjectMapper JSON = JsonMapper.builder().build();

    /** Whether an upload starts a shot: a marker, or a clip. */
    public static boolean is(String key) {
        return key.equals(NAME) || key.endsWith("/" + NAME) || ClipNames.isClip(key);
    }

    /** The folder of a marker, ending in a slash unless it is empty: results go there. */
    static String folder(String key) {
        return key.substring(0, key.length() - NAME.length());
    }

    /**
     * @param key of the marker
     * @throws IllegalArgumentException if the object is not a marker; the message is a sentence that says what it should be
     */
    static ShotMarker read(String key, byte[] bytes) {
        if (new String(bytes, StandardCharsets.UTF_8).isBlank()) {
            return new ShotMarker(folder(key), null);
        }
        JsonNode root;
        try {
            root = JSON.readTree(bytes);
        } catch (IOException e) {
            throw new IllegalArgumentException("shot.json must be empty or a JSON object: " + e.getMessage());
        }
        JsonNode frames = root.path("frames");
        if (!root.isObject() || frames.isMissingNode() && !root.isEmpty()) {
            throw new IllegalArgumentException("shot.json must be empty, or a JSON object with 'frames'");
        }
        if (frames.isMissingNode()) {
            return new ShotMarker(folder(key), null);
        }
        if (frames.isTextual()) {
            String prefix = frames.textValue();
            return new ShotMarker(prefix.isEmpty() || prefix.endsWith("/") ? prefix : prefix + "/", null);
        }
        List<String> keys = new ArrayList<>();
        frames.forEach(frame -> keys.add(frame.isTextual() ? frame.textValue() : ""));
        if (!frames.isArray() || keys.isEmpty() || keys.size() > MOST_FRAMES || keys.contains("")) {
            throw new IllegalArgumentException(
                    "shot.json: 'frames' must be a prefix of keys, or a list of 1 to " + MOST_FRAMES + " keys");
        }
        return new ShotMarker(null, List.copyOf(keys));
    }

    /**
     * A marker that names its frames.
     *
     * @throws IllegalArgumentException if it doesn't; the message is a sentence that says what it should be
     */
    public static ShotMarker named(byte[] bytes) {
        ShotMarker marker = read(NAME, bytes);
        if ("".equals(marker.prefix())) {
            throw new IllegalArgumentException(
                    "The body must be a JSON object whose 'frames' is a prefix or a list of keys.");
        }
        return marker;
    }

    /** A marker for these frames. */
    public byte[] json() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("frames", prefix == null ? keys : prefix);
        try {
            return JSON.writeValueAsBytes(fields);
        } catch (IOException e) {
            throw new UncheckedIOException("a marker is plain data and always has a JSON form", e);
        }
    }
}
