package io.limn.shot.temporal;

import io.limn.parsing.Parsing;

/**
 * A frame of a shot, combined with its neighbours.
 *
 * @param parsing with coverage; to be closed. Persons have their numbers in the shot, which may have gaps
 * @param cut whether the frame begins another scene than the one before it (the first frame doesn't)
 * @param confidence mean probability of the assigned label over the persons' cells; 1 if there are none
 * @param changed share of the persons' cells that the frame alone would have labelled differently
 */
public record FilteredFrame(Parsing parsing, boolean cut, float confidence, float changed) {}
