package io.limn.http;

import io.limn.batch.JobSnapshot;
import io.limn.batch.shot.ShotMarker;
import io.limn.batch.shot.ShotResults;
import io.limn.batch.shot.ShotStanding;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Finds the shot of a call. */
@ApplicationScoped
public class ShotLookup {
    private final JobAdmission jobs;
    private final ShotResults results;

    ShotLookup(JobAdmission jobs, ShotResults results) {
        this.jobs = jobs;
        this.results = results;
    }

    /**
     * A shot whose processing has begun.
     *
     * @param marker its key in the uploads bucket
     * @param done whether all of its results are stored
     */
    record Found(String marker, boolean done, ShotStanding standing) {}

    /** Fails with {@link ProblemException} if there is no such shot, it was refused, or it has not begun. */
    Uni<Found> find(String id) {
        return jobs.find(id).flatMap(job -> {
            JobSnapshot.Frame marker = job.frames().get(0);
            String key = marker.picture().key();
            if (!ShotMarker.is(key)) {
                throw CallProblem.noShot(id);
            }
            if (marker.state() instanceof JobSnapshot.Failed failed) {
                throw CallProblem.noOutputs(1, failed.problem());
            }
            return results.standing(key)
                    .map(shot -> new Found(
                            key,
                            marker.state() instanceof JobSnapshot.Done,
                            shot.orElseThrow(CallProblem::shotNotBegun)));
        });
    }
}
