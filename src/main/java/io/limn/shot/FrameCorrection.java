package io.limn.shot;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * The edits that a frame is drawn with.
 *
 * @param own digest of the frame's own edits; null where it has none
 * @param carried from other frames; null where none are, or it has its own
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FrameCorrection(String own, List<Carried> carried) {
    /**
     * Edits of another frame that reach this one.
     *
     * @param file the other frame's name
     */
    public record Carried(String file, String digest) {}
}
