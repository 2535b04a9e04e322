package io.limn.http;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Finished frames of a shot.
 *
 * @param frames how many the shot has
 * @param done how many of them are finished
 * @param items some of these, in their order
 */
@Schema(name = "ShotFrames")
public record ShotFramesView(int frames, int done, @Schema(implementation = Map[].class) List<Raw> items) {
    /** A frame's JSON, as in {@code shot.json}. */
    record Raw(@JsonValue @JsonRawValue String json) {}
}
