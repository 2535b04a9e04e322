package io.limn.shot.difference;

/**
 * How much a file of a frame differs from another run's, or from that of the frame before.
 *
 * @param output its folder below {@code steady}, e.g. {@code labels} or {@code mattes/left-arm}
 * @param file its name
 * @param covered pixels that are somebody's in either, above 0
 * @param changed share of them that have another id, or whose coverage is off by more than an eighth, 0..1
 * @param mean absolute difference of coverage over them, 0..1; for ids the same as {@code changed}
 */
public record FrameDifference(String output, String file, long covered, double changed, double mean) {}
