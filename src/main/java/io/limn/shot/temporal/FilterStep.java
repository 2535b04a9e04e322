package io.limn.shot.temporal;

import io.limn.shot.track.Tracks;

/**
 * A frame in its place in the order.
 *
 * @param motion between the previous frame and this one; null if it can't be estimated
 * @param fresh whether the frame doesn't depend on the one before: it is the first, or begins another scene
 * @param cut whether it begins another scene
 * @param numbers the number in the shot of each person of the frame
 * @param tracks the shot's persons, including this frame's
 * @param unchanged the cells in which nothing differs from the frame before
 * @param own the frame's own cells, persons by their numbers
 * @param past the estimate from it and the frames before it
 */
record FilterStep(
        ParsedFrame parsed,
        Motion motion,
        boolean fresh,
        boolean cut,
        int[] numbers,
        Tracks tracks,
        Unchanged unchanged,
        FrameCells own,
        Estimate past) {}
