package io.limn.edit;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * The corrections of one frame's result, applied in order.
 *
 * @param version of the format
 * @param width of the upright frame in pixels
 * @param height of the upright frame in pixels
 * @param over of a shot's frame: names of frames whose edits, as they are carried to this one, the strokes are applied over; null if
 *     the strokes are applied to what the pass found
 * @param by who sent them; null if that isn't known
 * @param at when they were stored, in ISO 8601; null before that
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Edits(
        Integer version, Integer width, Integer height, List<String> over, List<Stroke> strokes, String by, String at) {
    public static final int VERSION = 1;

    /** Edits over what was found in the frame. */
    public Edits(Integer version, Integer width, Integer height, List<Stroke> strokes, String by, String at) {
        this(version, width, height, null, strokes, by, at);
    }

    /** Whether the strokes are applied over edits of other frames. */
    public boolean overOthers() {
        return over != null && !over.isEmpty();
    }

    /** The same with sender and time. */
    public Edits signed(String who, String when) {
        return new Edits(version, width, height, over, strokes, who, when);
    }
}
