package io.limn.http;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/** What the HTTP door waits for and keeps. */
@ConfigMapping(prefix = "limn.http")
public interface HttpConfig {
    Pattern PREFIX = Pattern.compile("([A-Za-z0-9_-]{1,40}/){1,4}");

    /** How long a call that waits for its masks is held before it is answered with 504. */
    @WithDefault("60s")
    Duration answerTimeout();

    /** After this time a frame of a job that has no results yet counts as failed, its wait included. */
    @WithDefault("30m")
    Duration jobTimeout();

    /** How many pictures one job may hold. */
    @WithDefault("64")
    int jobFrames();

    /** How many jobs that a process has let in may be unfinished; one more gets 429. */
    @WithDefault("256")
    int jobsOpen();

    /** How many bytes the pictures of one job may have (more get 413), and of all jobs that come in at the same time (more get 429). */
    @WithDefault("256M")
    MemorySize jobBytes();

    /** How long a finished job can be asked for; after it, its pictures and results may be removed. */
    @WithDefault("15m")
    Duration jobAge();

    /** Where jobs are kept in both buckets: what their keys begin with. */
    @WithDefault("jobs/")
    String jobPrefix();

    /** Whether this process removes expired jobs; without this key, where the store is embedded, for buckets have lifecycle rules. */
    Optional<Boolean> jobSweep();

    /** How often an event stream says that it is still there. */
    @WithDefault("15s")
    Duration heartbeat();

    /** How many numbers an inference answer ({@code /v2}) may write as JSON; more go as binary data alone. */
    @WithDefault("20000000")
    int jsonNumbers();

    /** How long a presigned upload's address, and the addresses of its results, are good for; 7 days at most. */
    @WithDefault("15m")
    Duration uploadValidity();

    /** Checks every key; the message of the exception names the key, the value and the cure. */
    default HttpConfig checked() {
        positive("answer-timeout", answerTimeout());
        positive("job-timeout", jobTimeout());
        positive("job-age", jobAge());
        positive("heartbeat", heartbeat());
        positive("upload-validity", uploadValidity());
        if (uploadValidity().toDays() >= 7 && !uploadValidity().equals(Duration.ofDays(7))) {
            throw refused("upload-validity", uploadValidity().toString(), "7 days or less, as S3 signs no longer");
        }
        atLeastOne("job-frames", jobFrames());
        atLeastOne("jobs-open", jobsOpen());
        atLeastOne("json-numbers", jsonNumbers());
        if (jobBytes().asLongValue() < 1 << 20) {
            throw refused("job-bytes", jobBytes().asLongValue() + " bytes", "at least 1M");
        }
        if (!PREFIX.matcher(jobPrefix()).matches()) {
            throw refused(
                    "job-prefix",
                    jobPrefix(),
                    "folder names of letters, digits, '-' and '_' with a slash after each, such as jobs/");
        }
        return this;
    }

    private static void positive(String key, Duration value) {
        if (value.toMillis() < 1) {
            throw refused(key, value.toString(), "a time above zero, such as 30s");
        }
    }

    private static void atLeastOne(String key, int value) {
        if (value < 1) {
            throw refused(key, Integer.toString(value), "1 or more");
        }
    }

    private static IllegalArgumentException refused(String key, String value, String cure) {
        return new IllegalArgumentException("limn.http." + key + " is " + value + "; set it to " + cure);
    }
}
