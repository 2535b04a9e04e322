package io.limn.http;

import io.limn.batch.JobRules;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Makes the rules of jobs from the configuration of HTTP. */
@Singleton
final class JobRulesProducer {
    @Produces
    @Singleton
    JobRules rules(HttpConfig config) {
        HttpConfig checked = HttpConfigCheck.checked(config);
        return new JobRules(checked.jobPrefix(), checked.jobTimeout(), checked.jobAge(), checked.jobSweep());
    }
}
