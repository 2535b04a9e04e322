package io.limn.shot;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * The edits that a frame is drawn with.
 *
 * @param own digest of the frame's own edits; null where it has none
 * @param carried from other frames; null where none are. Where the frame has its own, those are drawn over these
 * @param drawing whether its files are being drawn with these edits: they may be the earlier ones, too. No finished shot says that.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FrameCorrection(
        String own, List<Carried> carried, @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean drawing) {
    /**
     * Edits of another frame that reach this one.
     *
     * @param file the other frame's name
     * @param digest of its edits, and of those that they are over
     */
    public record Carried(String file, String digest) {}

    FrameCorrection(String own, List<Carried> carried) {
        this(own, carried, false);
    }

    /** The mark of a frame that is being drawn with the given edits; null if with none. */
    static FrameCorrection drawing(FrameCorrection with) {
        return with == null ? new FrameCorrection(null, null, true) : new FrameCorrection(with.own, with.carried, true);
    }
}
