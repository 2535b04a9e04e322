package io.limn.shot;

import io.limn.parsing.ModelId;
import java.util.List;

/**
 * The head of {@code shot.json}.
 *
 * @param clip that the frames come from; null for files
 * @param outputs kinds that were written for each frame
 * @param frames how many there are, failed ones included
 * @param failed how many have no result
 * @param persons the numbers of all persons
 * @param missing frame numbers without a file
 * @param flagged the frames to review, the most doubtful first; {@code lookFirst} in {@code shot.json}
 */
public record ShotSummary(
        ModelId model,
        ShotClip clip,
        List<String> outputs,
        int frames,
        int failed,
        List<Integer> persons,
        List<Long> missing,
        List<FlaggedFrame> flagged) {
    /** The version of the format. */
    public static final int VERSION = 1;
}
