package io.limn.batch;

import java.time.Duration;
import java.util.Optional;

/**
 * How jobs are kept.
 *
 * @param prefix of all keys of jobs, in both buckets; ends in a slash
 * @param timeout after which a frame without results counts as failed
 * @param age how long a job is kept after its end
 * @param sweeping whether this process removes expired jobs; default: only with the embedded store
 */
public record JobRules(String prefix, Duration timeout, Duration age, Optional<Boolean> sweeping) {}
