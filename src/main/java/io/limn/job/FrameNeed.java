package io.limn.job;

/**
 * What a frame needs, by its header and structure.
 *
 * @param pixels its share of {@code limn.job.pixels-in-flight}, at least 1
 * @param decodeSeconds about how long it takes to decode
 * @param detailed whether the network may see it several times, and other frames once
 */
record FrameNeed(long pixels, double decodeSeconds, boolean detailed) {}
