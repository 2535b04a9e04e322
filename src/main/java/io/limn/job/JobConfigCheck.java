package io.limn.job;

import io.limn.config.ConfigCheck;
import jakarta.inject.Singleton;

/** Checks {@link JobConfig} at start. */
@Singleton
final class JobConfigCheck implements ConfigCheck {
    private final JobConfig config;

    JobConfigCheck(JobConfig config) {
        this.config = config;
    }

    @Override
    public Class<?> keys() {
        return JobConfig.class;
    }

    @Override
    public void check() {
        JobLimits.of(config);
    }
}
