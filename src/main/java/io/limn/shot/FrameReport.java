package io.limn.shot;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;

/**
 * A frame's entry in {@code shot.json}.
 *
 * @param frame its number; null where its name has none
 * @param pts of a clip's frame: when it is shown, in units of the clip's time base
 * @param file the source's name
 * @param bytes of the source's file
 * @param modified when the source was changed last, in milliseconds since 1970
 * @param persons with their numbers in the shot
 * @param labels pixels by label, for each layer; labels without a pixel are left out
 * @param confidence mean probability of the labels assigned to persons, 0..1
 * @param changed share of the persons' area that the frame alone would have labelled differently, 0..1
 * @param jump the largest change of an area from the frame before; null if nothing changed much
 * @param cut whether another scene begins
 * @param files that were written for it, from the folder of {@code shot.json}
 * @param edited the edits that it is drawn with; null if there are none
 * @param error why there is no result; null if there is one
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FrameReport(
        Long frame,
        Long pts,
        String file,
        long bytes,
        long modified,
        List<PersonReport> persons,
        Map<String, Map<String, Long>> labels,
        Float confidence,
        Float changed,
        Jump jump,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean cut,
        List<String> files,
        FrameCorrection edited,
        String error) {
    static FrameReport failed(Long frame, Long pts, String file, long bytes, long modified, String error) {
        return new FrameReport(
                frame, pts, file, bytes, modified, null, null, null, null, null, false, null, null, error);
    }

    /** The same frame with other edits. */
    FrameReport drawn(
            List<PersonReport> people,
            Map<String, Map<String, Long>> areas,
            List<String> written,
            FrameCorrection with) {
        return new FrameReport(
                frame, pts, file, bytes, modified, people, areas, confidence, changed, jump, cut, written, with, null);
    }

    /** The same, marked as being drawn with other edits. */
    FrameReport drawing(FrameCorrection with) {
        return with(jump, FrameCorrection.drawing(with));
    }

    /** The same with another change from the frame before. */
    FrameReport jumping(Jump now) {
        return with(now, edited);
    }

    private FrameReport with(Jump now, FrameCorrection with) {
        return new FrameReport(
                frame, pts, file, bytes, modified, persons, labels, confidence, changed, now, cut, files, with, error);
    }

    /** How much the frame should be reviewed, from 0; frames of 1 and more certainly should. */
    float doubt() {
        if (error != null) {
            return 10;
        }
        float jumped = jump == null ? 0 : jump.size();
        return jumped + 2 * changed + Math.max(0, 0.75f - confidence) + (cut ? 0.5f : 0);
    }

    /** Why it should be reviewed, in a few words. */
    String why() {
        if (error != null) {
            return error;
        }
        if (jump != null && jump.size() >= Math.max(2 * changed, 0.75f - confidence)) {
            return jump.text();
        }
        return 2 * changed >= 0.75f - confidence
                ? Math.round(100 * changed) + " % of the persons were labelled otherwise by the frame alone"
                : "mean confidence is " + Math.round(100 * confidence) + " %";
    }
}
