package io.limn.job;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/**
 * Alive unless a worker is stuck: at one frame for more than three times {@code limn.job.frame-timeout}. Neither a full queue nor
 * a store that is down is a reason to restart.
 */
@Liveness
@ApplicationScoped
public class WorkersAlive implements HealthCheck {
    private static final int PATIENCE = 3;

    private final FrameScheduler pipeline;
    private final Duration limit;

    public WorkersAlive(FrameScheduler pipeline, JobConfig config) {
        this.pipeline = pipeline;
        this.limit = config.frameTimeout().multipliedBy(PATIENCE);
    }

    @Override
    public HealthCheckResponse call() {
        Duration longest = pipeline.longestComputation();
        return HealthCheckResponse.named("workers")
                .withData("longest computation", longest.toMillis() + " ms")
                .status(longest.compareTo(limit) <= 0)
                .build();
    }
}
