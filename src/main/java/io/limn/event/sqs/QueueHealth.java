package io.limn.event.sqs;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Says how the queue is, and is always up: a queue that doesn't answer is no reason to take HTTP away too. */
@Readiness
@ApplicationScoped
public class QueueHealth implements HealthCheck {
    private final QueueEvents events;

    public QueueHealth(QueueEvents events) {
        this.events = events;
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder response = HealthCheckResponse.named("queue").up();
        events.consumer()
                .ifPresentOrElse(
                        consumer -> response.withData(
                                        "queue", consumer.trouble() == null ? "answers" : consumer.trouble())
                                .withData("messages under work", consumer.inFlight()),
                        () -> response.withData("queue", "none is configured"));
        return response.build();
    }
}
