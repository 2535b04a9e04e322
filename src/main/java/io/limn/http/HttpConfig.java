package io.limn.http;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** HTTP: time limits, jobs, presigned uploads; checked by {@link HttpConfigCheck}. */
@ConfigMapping(prefix = "limn.http")
public interface HttpConfig {
    /** How long a synchronous call waits for its results before it is answered with 504. */
    @WithDefault("60s")
    Duration answerTimeout();

    /** Time limit for a frame of a job, waiting included; after it the frame counts as failed. */
    @WithDefault("30m")
    Duration jobTimeout();

    /** The most images in one job. */
    @WithDefault("64")
    int jobFrames();

    /** The most frames that are sent with a shot. */
    @WithDefault("2000")
    int shotFrames();

    /** The most unfinished jobs that one process accepts; one more gets 429. */
    @WithDefault("256")
    int maxOpenJobs();

    /** Total size of the images in one job (more gets 413), and in all jobs being received (more gets 429). */
    @WithDefault("256M")
    MemorySize jobBytes();

    /** How long a finished job is kept; then its images and results may be deleted. */
    @WithDefault("15m")
    Duration jobAge();

    /** Key prefix of jobs in both buckets. */
    @WithDefault("jobs/")
    String jobPrefix();

    /** Whether this process deletes expired jobs. Default: only with the embedded store; other stores should use lifecycle rules. */
    Optional<Boolean> jobSweep();

    /**
     * Whether callers with keys or tokens may see and delete each other's jobs, and see each other's presigned uploads; otherwise only
     * the key or token that made them may.
     */
    @WithDefault("false")
    boolean shareJobs();

    /** Interval of keep-alive comments in an event stream. */
    @WithDefault("15s")
    Duration heartbeat();

    /** The most event streams that are open at once; one more gets 429. */
    @WithDefault("512")
    int maxEventStreams();

    /** The most event streams that one caller (a key, a token's subject, or an address) has open at once; one more gets 429. */
    @WithDefault("64")
    int maxEventStreamsPerCaller();

    /** The most numbers that an inference response ({@code /v2}) contains as JSON; larger ones need binary data. */
    @WithDefault("20000000")
    int jsonNumbers();

    /** How long presigned URLs of uploads and results are valid; at most 7 days. */
    @WithDefault("15m")
    Duration uploadValidity();

    /**
     * The path that a proxy offers this service below, if it takes the path away from calls, e.g. /limn: links in answers, {@code Location}
     * and the OpenAPI document begin with it.
     */
    Optional<String> publicPath();
}
