package io.limn.event.sqs;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Locale;
import java.util.function.IntSupplier;

/**
 * Metrics of the queue: {@code limn.sqs.received} (counter), {@code limn.sqs.settled} (counter by {@code verdict}: done, failed,
 * poison, handed_back), {@code limn.sqs.failures} (counter by {@code request}: receive, keep, settle) and {@code
 * limn.sqs.in.flight} (gauge).
 */
final class QueueMeters {
    private static final List<String> REQUESTS = List.of("receive", "keep", "settle");

    private final MeterRegistry meters;

    QueueMeters(MeterRegistry meters) {
        this.meters = meters;
        received(0);
        for (Verdict verdict : Verdict.values()) {
            settled(verdict, 0);
        }
        REQUESTS.forEach(request -> failed(request, 0));
    }

    void inFlight(IntSupplier count) {
        Gauge.builder("limn.sqs.in.flight", count, IntSupplier::getAsInt)
                .description("Messages in progress")
                .strongReference(true)
                .register(meters);
    }

    void received(int messages) {
        Counter.builder("limn.sqs.received")
                .description("Messages received from the queue")
                .register(meters)
                .increment(messages);
    }

    void settled(Verdict verdict) {
        settled(verdict, 1);
    }

    void failed(String request) {
        failed(request, 1);
    }

    private void failed(String request, int times) {
        Counter.builder("limn.sqs.failures")
                .description("Requests to the queue that failed")
                .tag("request", request)
                .register(meters)
                .increment(times);
    }

    private void settled(Verdict verdict, int messages) {
        Counter.builder("limn.sqs.settled")
                .description("Messages by outcome")
                .tag("verdict", verdict.name().toLowerCase(Locale.ROOT))
                .register(meters)
                .increment(messages);
    }
}
