package io.limn.event;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.limn.edit.EditsRefusedException;
import io.limn.result.ManifestJson;
import io.limn.result.ResultKeys;
import io.limn.store.ObjectStore;
import io.smallrye.mutiny.Uni;
import java.util.Map;

/**
 * Records why uploaded edits were refused, in an object beside the frame's result, which is deleted when edits are accepted.
 *
 * @param results the bucket
 */
record EditRefusals(ObjectStore store, String results) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** @return false: the frame is not to be drawn again */
    Uni<Boolean> write(String frame, EditsRefusedException refused) {
        byte[] json;
        try {
            json = JSON.writeValueAsBytes(refused.problem());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a problem is plain data and always has a JSON form", e);
        }
        return store.put(results, key(frame), json, ManifestJson.MEDIA_TYPE, Map.of())
                .replaceWith(false);
    }

    Uni<Void> clear(String frame) {
        return store.delete(results, key(frame));
    }

    private static String key(String frame) {
        return ResultKeys.of(frame).key("edits", "error.json");
    }
}
