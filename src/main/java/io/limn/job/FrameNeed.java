package io.limn.job;

/**
 * What a frame needs, estimated from its header and structure.
 *
 * @param pixels its share of {@code limn.job.pixels-in-flight}, at least 1
 * @param decodeSeconds about how long it takes to decode
 * @param detailed whether the network may run several times for it, but runs once for frames with the service's default detail
 */
record FrameNeed(long pixels, double decodeSeconds, boolean detailed) {}
