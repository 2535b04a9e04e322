package io.limn.event.sqs;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;
import java.util.function.IntSupplier;

/**
 * Metrics of the queue: {@code limn.sqs.received} (counter), {@code limn.sqs.settled} (counter by {@code verdict}: done, failed,
 * poison, handed_back), {@code limn.sqs.failures} (counter by {@code request}: receive, keep, settle) and {@code
 * limn.sqs.in.flight} (gauge).
 */
final class QueueMeters {
    private final MeterRegistry meters;

    QueueMeters(MeterRegistry meters) {
        this.meters = meters;
        meters.counter("limn.sqs.received");
        for (Verdict verdict : Verdict.values()) {
            settled(verdict, 0);
        }
    }

    void inFlight(IntSupplier count) {
        Gauge.builder("limn.sqs.in.flight", count, IntSupplier::getAsInt)
                .description("Messages in progress")
                .strongReference(true)
                .register(meters);
    }

    void received(int messages) {
        meters.counter("limn.sqs.received").increment(messages);
    }

    void settled(Verdict verdict) {
        settled(verdict, 1);
    }

    void failed(String request) {
        meters.counter("limn.sqs.failures", "request", request).increment();
    }

    private void settled(Verdict verdict, int messages) {
        meters.counter("limn.sqs.settled", "verdict", verdict.name().toLowerCase(Locale.ROOT))
                .increment(messages);
    }
}
