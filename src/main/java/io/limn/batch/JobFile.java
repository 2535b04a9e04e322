package io.limn.batch;

import io.smallrye.mutiny.Multi;

/**
 * A file of a job, read from the bucket on demand.
 *
 * @param size in bytes, -1 if it is not known before the end
 * @param parts for one subscriber, which must subscribe immediately
 */
public record JobFile(long size, String mediaType, Multi<byte[]> parts) {}
