package io.limn.shot;

/**
 * A frame that should be reviewed.
 *
 * @param frame its number; null where its name has none
 * @param doubt the larger, the earlier it should be reviewed
 * @param why the reason in a few words
 */
public record FlaggedFrame(Long frame, String file, float doubt, String why) {}
