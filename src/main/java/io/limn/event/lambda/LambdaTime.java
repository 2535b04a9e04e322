package io.limn.event.lambda;

import java.time.Duration;
import java.time.Instant;

/** How long a call may still take. */
final class LambdaTime {
    private static final Duration LEAST = Duration.ofMillis(100);

    private LambdaTime() {}

    /** The time until a deadline, less a reserve; never zero. */
    static Duration until(Instant deadline, Duration reserve) {
        Duration left = Duration.between(Instant.now(), deadline).minus(reserve);
        return left.compareTo(LEAST) < 0 ? LEAST : left;
    }
}
