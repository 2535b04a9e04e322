package io.limn.process;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits for what another process does, by asking five times a second. */
final class Polling {
    private Polling() {}

    /** @throws io.smallrye.mutiny.TimeoutException if it isn't so within the limit */
    static void until(Duration limit, BooleanSupplier so) {
        Uni.createFrom()
                .item(so::getAsBoolean)
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                .repeat()
                .withDelay(Duration.ofMillis(200))
                .until(yes -> yes)
                .collect()
                .last()
                .await()
                .atMost(limit);
    }
}
