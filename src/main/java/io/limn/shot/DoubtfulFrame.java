package io.limn.shot;

/**
 * A frame to look at.
 *
 * @param frame its number; null where its name has none
 * @param doubt the larger, the sooner
 * @param why a few words
 */
public record DoubtfulFrame(Long frame, String file, float doubt, String why) {}
