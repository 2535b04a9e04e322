package io.limn.event.sqs;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Reports the queue's state and is always up: an unreachable queue is no reason to stop HTTP traffic. */
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
                                .withData("messages in progress", consumer.inFlight()),
                        () -> response.withData("queue", "not configured"));
        return response.build();
    }
}
