package io.limn.http.body;

import java.util.HashMap;
import java.util.Map;

/**
 * Limits the bytes that calls hold concurrently, in total and per caller, who may hold half. A body that is the only one, of all or of its
 * caller, is exempt from that limit.
 */
public final class BodyBudget {
    private final long most;
    private final Map<String, Long> byCaller = new HashMap<>();
    private long held;

    public BodyBudget(long most) {
        this.most = most;
    }

    /** The bytes that one call holds. */
    public final class Share implements AutoCloseable {
        private final String caller;
        private long bytes;

        private Share(String caller) {
            this.caller = caller;
        }

        /** @return whether there was room for this many more bytes */
        public boolean grow(long more) {
            synchronized (BodyBudget.this) {
                long own = byCaller.getOrDefault(caller, 0L);
                boolean alone = held == bytes;
                boolean ownAlone = own == bytes;
                if (!alone && held + more > most || !ownAlone && own + more > most / 2) {
                    return false;
                }
                held += more;
                bytes += more;
                byCaller.put(caller, own + more);
                return true;
            }
        }

        public long bytes() {
            synchronized (BodyBudget.this) {
                return bytes;
            }
        }

        @Override
        public void close() {
            synchronized (BodyBudget.this) {
                held -= bytes;
                byCaller.merge(caller, -bytes, (a, b) -> a + b <= 0 ? null : Long.valueOf(a + b));
                bytes = 0;
            }
        }
    }

    /** @param caller name of the caller */
    public Share share(String caller) {
        return new Share(caller);
    }

    synchronized long held() {
        return held;
    }
}
