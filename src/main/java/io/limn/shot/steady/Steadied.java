package io.limn.shot.steady;

import io.limn.parsing.Parsing;

/**
 * A frame of a shot after its neighbours were heard.
 *
 * @param parsing with coverage; to be closed. Persons have their numbers in the shot, which may have gaps
 * @param cut whether the frame begins another scene than the one before it (the first frame doesn't)
 * @param confidence mean probability of the label given, over all that is somebody's; 1 where nobody is
 * @param changed share of what is somebody's that the frame by itself called something else
 */
public record Steadied(Parsing parsing, boolean cut, float confidence, float changed) {}
