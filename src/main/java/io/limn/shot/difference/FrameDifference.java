package io.limn.shot.difference;

/**
 * How much a frame's file differs from another run's, or from the previous frame's.
 *
 * @param output its folder below {@code steady}, e.g. {@code labels} or {@code mattes/left-arm}
 * @param file its name
 * @param covered pixels that are above 0 in either file
 * @param changed share of them whose id differs, or whose coverage differs by more than an eighth, 0..1
 * @param mean absolute difference of coverage over them, 0..1; for ids the same as {@code changed}
 */
public record FrameDifference(String output, String file, long covered, double changed, double mean) {}
