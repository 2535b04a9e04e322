package io.limn.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.limn.store.LocalServers;
import io.limn.store.ObjectStore;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LocalServers.class)
class ReadyToParseTest {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static HealthCheckResponse ask(ReadyToParse check) {
        return check.call().await().atMost(Parts.SOON);
    }

    @Test
    void readinessChecksTheModelAndBothBucketsAndCachesTheStoresAnswer(ObjectStore store) {
        AtomicInteger asked = new AtomicInteger();
        ReadyToParse check = new ReadyToParse(
                Parts.parser(frame -> {}),
                () -> {
                    asked.incrementAndGet();
                    return store;
                },
                List.of("uploads", "results"),
                PATIENCE,
                Duration.ofHours(1));
        HealthCheckResponse up = ask(check);
        assertThat(up.getStatus()).isEqualTo(HealthCheckResponse.Status.UP);
        assertThat(up.getData().orElseThrow())
                .containsEntry("model", "tiny 1")
                .containsEntry("bucket uploads", "reachable")
                .containsEntry("bucket results", "reachable");
        ask(check);
        ask(check);
        assertThat(asked).hasValue(2);
    }

    @Test
    void aMissingBucketIsNamed(ObjectStore store) {
        HealthCheckResponse down = ask(new ReadyToParse(
                Parts.parser(frame -> {}), () -> store, List.of("uploads", "nowhere"), PATIENCE, Duration.ofHours(1)));
        assertThat(down.getStatus()).isEqualTo(HealthCheckResponse.Status.DOWN);
        assertThat(down.getData().orElseThrow())
                .containsEntry("bucket uploads", "reachable")
                .hasEntrySatisfying(
                        "bucket nowhere", text -> assertThat(text.toString()).contains("no bucket 'nowhere'"));
    }

    @Test
    void anUnreachableStoreDoesNotHangTheService() {
        ReadyToParse check = new ReadyToParse(
                Parts.parser(frame -> {}),
                () -> {
                    throw new IllegalStateException("port taken");
                },
                List.of("uploads"),
                PATIENCE,
                Duration.ofHours(1));
        HealthCheckResponse down = ask(check);
        assertThat(down.getStatus()).isEqualTo(HealthCheckResponse.Status.DOWN);
        assertThat(down.getData().orElseThrow()).containsEntry("bucket uploads", "port taken");
    }
}
