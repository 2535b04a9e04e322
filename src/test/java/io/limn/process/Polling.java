package io.limn.process;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Waits for what another thread or process does, by asking ten times a second. */
public final class Polling {
    private static final Duration EVERY = Duration.ofMillis(100);

    private Polling() {}

    /** @throws io.smallrye.mutiny.TimeoutException if it isn't so within the limit */
    public static void until(Duration limit, BooleanSupplier so) {
        first(limit, so::getAsBoolean, yes -> yes);
    }

    /**
     * The first answer that is as wanted.
     *
     * @throws io.smallrye.mutiny.TimeoutException if none is within the limit
     */
    public static <T> T first(Duration limit, Supplier<T> ask, Predicate<T> wanted) {
        return Uni.createFrom()
                .item(ask)
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                .repeat()
                .withDelay(EVERY)
                .indefinitely()
                .select()
                .where(wanted)
                .toUni()
                .await()
                .atMost(limit);
    }
}
