package io.limn.http;

import io.limn.config.ConfigCheck;
import io.limn.config.Setting;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.regex.Pattern;

/** Checks {@link HttpConfig} at start. */
@Singleton
public final class HttpConfigCheck implements ConfigCheck {
    private static final Pattern PREFIX = Pattern.compile("([A-Za-z0-9_-]{1,40}/){1,4}");
    private static final Pattern PATH = Pattern.compile("(/[A-Za-z0-9._~-]{1,40}){1,8}");
    private static final Duration LONGEST_VALIDITY = Duration.ofDays(7);

    private final HttpConfig config;

    HttpConfigCheck(HttpConfig config) {
        this.config = config;
    }

    @Override
    public Class<?> keys() {
        return HttpConfig.class;
    }

    @Override
    public void check() {
        checked(config);
    }

    /**
     * @return the same configuration
     * @throws io.limn.config.InvalidSettingException naming the key, its value and the fix
     */
    public static HttpConfig checked(HttpConfig config) {
        Setting.positive("limn.http.answer-timeout", config.answerTimeout(), "60s");
        Setting.positive("limn.http.job-timeout", config.jobTimeout(), "30m");
        Setting.positive("limn.http.job-age", config.jobAge(), "15m");
        Setting.positive("limn.http.heartbeat", config.heartbeat(), "15s");
        Setting.positive("limn.http.upload-validity", config.uploadValidity(), "15m");
        Setting.require(
                config.uploadValidity().compareTo(LONGEST_VALIDITY) <= 0,
                "limn.http.upload-validity",
                config.uploadValidity(),
                "use 7 days or less, the longest that S3 allows");
        Setting.atLeast("limn.http.job-frames", config.jobFrames(), 1, "64");
        Setting.atLeast("limn.http.shot-frames", config.shotFrames(), 1, "2000");
        Setting.atLeast("limn.http.max-open-jobs", config.maxOpenJobs(), 1, "256");
        Setting.atLeast("limn.http.max-event-streams", config.maxEventStreams(), 1, "512");
        Setting.atLeast("limn.http.max-event-streams-per-caller", config.maxEventStreamsPerCaller(), 1, "64");
        Setting.atLeast("limn.http.json-numbers", config.jsonNumbers(), 1, "20000000");
        Setting.require(
                config.jobBytes().asLongValue() >= 1 << 20,
                "limn.http.job-bytes",
                config.jobBytes().asLongValue(),
                "use at least 1M, e.g. 256M");
        Setting.require(
                PREFIX.matcher(config.jobPrefix()).matches(),
                "limn.http.job-prefix",
                config.jobPrefix(),
                "use folder names of letters, digits, '-' and '_', each followed by a slash, e.g. jobs/");
        config.publicPath()
                .ifPresent(path -> Setting.require(
                        PATH.matcher(path).matches(),
                        "limn.http.public-path",
                        path,
                        "use a path with a slash before each name and none at the end, e.g. /limn"));
        return config;
    }
}
