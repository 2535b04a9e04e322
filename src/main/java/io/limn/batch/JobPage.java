package io.limn.batch;

import java.time.Instant;
import java.util.List;

/**
 * A part of a list of jobs, newest first.
 *
 * @param next jobs created before this time follow; null if there are none
 */
public record JobPage(List<JobSnapshot> jobs, Instant next) {
    public JobPage {
        jobs = List.copyOf(jobs);
    }

    /** A page of as many jobs as were asked for, or of all that are left. */
    static JobPage of(List<JobSnapshot> jobs, int most) {
        return new JobPage(
                jobs,
                jobs.size() < most ? null : jobs.get(jobs.size() - 1).record().created());
    }
}
