package io.limn.batch.shot;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.limn.result.ResultKeys;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Where a shot's results are and its progress, kept in the results bucket so that any process can answer. Written before the first frame,
 * every few frames, and at the end.
 *
 * @param folder of its results, without a slash at either end
 * @param frames how many it has
 * @param done how many of them are in {@code steady/frames.jsonl}
 */
public record ShotStanding(String folder, int frames, int done) {
    static final int MOST_BYTES = 1 << 16;
    private static final ObjectMapper JSON = JsonMapper.builder().build();

    /** @param marker its key in the uploads bucket */
    public static String key(String marker) {
        return ResultKeys.of(marker).key("shot", "json");
    }

    byte[] json() {
        try {
            return JSON.writeValueAsBytes(this);
        } catch (IOException e) {
            throw new UncheckedIOException("plain data always has a JSON form", e);
        }
    }

    static ShotStanding read(byte[] json) {
        try {
            return JSON.readValue(json, ShotStanding.class);
        } catch (IOException e) {
            throw new UncheckedIOException("the state of a shot can't be read", e);
        }
    }
}
