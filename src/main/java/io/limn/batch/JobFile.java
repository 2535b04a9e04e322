package io.limn.batch;

import io.smallrye.mutiny.Multi;

/**
 * A file of a job, read from the bucket as its taker asks for more.
 *
 * @param size in bytes
 * @param parts for one subscriber, who comes at once
 */
public record JobFile(long size, String mediaType, Multi<byte[]> parts) {}
