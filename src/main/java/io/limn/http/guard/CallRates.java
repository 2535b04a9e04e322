package io.limn.http.guard;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * A token bucket for each caller: it holds the calls of one minute and refills evenly. When too many callers are remembered, the least
 * recently seen ones are forgotten.
 */
final class CallRates {
    private static final double NANOS_A_MINUTE = Duration.ofMinutes(1).toNanos();

    private static final class Bucket {
        private double tokens;
        private long filledAt;

        Bucket(double tokens, long now) {
            this.tokens = tokens;
            this.filledAt = now;
        }
    }

    private final LongSupplier nanos;
    private final Map<String, Bucket> buckets;

    /**
     * @param remembered callers kept at most
     * @param nanos a monotonic clock
     */
    CallRates(int remembered, LongSupplier nanos) {
        this.nanos = nanos;
        this.buckets = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
                return size() > remembered;
            }
        };
    }

    /**
     * Takes a call out of the caller's bucket.
     *
     * @param perMinute 0 for no limit
     * @return how long to wait; zero if the call is allowed
     */
    synchronized Duration take(String caller, int perMinute) {
        if (perMinute == 0) {
            return Duration.ZERO;
        }
        long now = nanos.getAsLong();
        Bucket bucket = buckets.computeIfAbsent(caller, name -> new Bucket(perMinute, now));
        double perNano = perMinute / NANOS_A_MINUTE;
        bucket.tokens = Math.min(perMinute, bucket.tokens + (now - bucket.filledAt) * perNano);
        bucket.filledAt = now;
        if (bucket.tokens >= 1) {
            bucket.tokens -= 1;
            return Duration.ZERO;
        }
        return Duration.ofNanos((long) Math.ceil((1 - bucket.tokens) / perNano));
    }

    synchronized int remembered() {
        return buckets.size();
    }
}
