package io.limn.edit;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * The corrections of one frame's result, applied in order.
 *
 * @param version of the format
 * @param width of the upright frame in pixels
 * @param height of the upright frame in pixels
 * @param by who sent them; null if that isn't known
 * @param at when they were stored, in ISO 8601; null before that
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Edits(Integer version, Integer width, Integer height, List<Stroke> strokes, String by, String at) {
    public static final int VERSION = 1;

    /** The same with sender and time. */
    public Edits signed(String who, String when) {
        return new Edits(version, width, height, strokes, who, when);
    }
}
