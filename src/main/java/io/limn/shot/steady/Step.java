package io.limn.shot.steady;

import io.limn.shot.track.Tracks;

/**
 * A frame in its order.
 *
 * @param motion between the previous frame and this one; null if it can't be estimated
 * @param fresh whether the frame owes nothing to the one before: the first one, or another scene
 * @param cut whether it begins another scene
 * @param numbers by person of the frame
 * @param tracks the shot's persons, this frame's among them
 * @param own the frame's own answer, persons by their numbers
 * @param sofar what it and the frames before it say
 */
record Step(
        Seen seen,
        Motion motion,
        boolean fresh,
        boolean cut,
        int[] numbers,
        Tracks tracks,
        FrameCells own,
        Estimate sofar) {}
