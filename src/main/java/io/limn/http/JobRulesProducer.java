package io.limn.http;

import io.limn.batch.JobRules;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Produces the rules of jobs from the HTTP configuration. */
@Singleton
final class JobRulesProducer {
    @Produces
    @Singleton
    JobRules rules(HttpConfig config) {
        HttpConfig checked = HttpConfigCheck.checked(config);
        return new JobRules(checked.jobPrefix(), checked.jobTimeout(), checked.jobAge(), checked.jobSweep());
    }
}
