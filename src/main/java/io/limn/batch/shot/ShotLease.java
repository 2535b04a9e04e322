package io.limn.batch.shot;

import io.limn.store.ObjectStore;
import io.limn.store.StoreException;
import io.limn.store.StoreException.Kind;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Prevents two processes from working on one shot: an object that is created only if it doesn't exist, and rewritten every few seconds
 * while its owner lives. One that doesn't change for {@link #EXPIRES} has lost its owner. If two processes take it over at the same moment,
 * both write the same results until one notices.
 */
final class ShotLease implements AutoCloseable {
    static final Duration EXPIRES = Duration.ofSeconds(15);

    private static final Logger LOG = Logger.getLogger(ShotLease.class);
    private static final Duration EVERY = Duration.ofSeconds(3);
    private static final Duration WAIT = Duration.ofSeconds(30);
    private static final String TEXT = "text/plain";

    private final ObjectStore store;
    private final String bucket;
    private final String key;
    private final String owner = UUID.randomUUID().toString();
    private ScheduledFuture<?> renewal;
    private int renewed;
    private volatile boolean lost;

    private ShotLease(ObjectStore store, String bucket, String key) {
        this.store = store;
        this.bucket = bucket;
        this.key = key;
    }

    /**
     * Blocks while it asks the store.
     *
     * @throws ShotHeldException if another process has it
     */
    static ShotLease take(ObjectStore store, String bucket, String key, OtherLeases others, Duration expires) {
        ShotLease lease = new ShotLease(store, bucket, key);
        if (!lease.create()) {
            String theirs = lease.read();
            if (theirs != null && !others.isOver(key, theirs, expires)) {
                throw new ShotHeldException();
            }
            if (theirs != null) {
                store.delete(bucket, key).await().atMost(WAIT);
            }
            if (!lease.create()) {
                throw new ShotHeldException();
            }
        }
        others.forget(key);
        lease.renewal = Infrastructure.getDefaultWorkerPool()
                .scheduleWithFixedDelay(lease::renew, EVERY.toMillis(), EVERY.toMillis(), TimeUnit.MILLISECONDS);
        return lease;
    }

    private boolean create() {
        try {
            store.create(bucket, key, text(), TEXT).await().atMost(WAIT);
            return true;
        } catch (StoreException e) {
            if (e.kind() == Kind.CHANGED) {
                return false;
            }
            throw e;
        }
    }

    /** Null if there is none. */
    private String read() {
        try {
            return new String(store.get(bucket, key, 1024).await().atMost(WAIT), StandardCharsets.UTF_8);
        } catch (StoreException e) {
            if (StoreException.isMissing(e)) {
                return null;
            }
            throw e;
        }
    }

    private byte[] text() {
        return (owner + " " + renewed).getBytes(StandardCharsets.UTF_8);
    }

    private void renew() {
        try {
            String now = read();
            if (now == null || !now.startsWith(owner)) {
                lost = true;
                renewal.cancel(false);
                return;
            }
            renewed++;
            store.put(bucket, key, text(), TEXT, Map.of()).await().atMost(WAIT);
        } catch (RuntimeException e) {
            LOG.debugf("the lease %s could not be renewed: %s", key, e.getMessage());
        }
    }

    /** @throws ShotHeldException if another process has taken it */
    void check() {
        if (lost) {
            throw new ShotHeldException();
        }
    }

    /** Releases the lease. */
    @Override
    public void close() {
        renewal.cancel(false);
        boolean stopped = Thread.interrupted(); // an interrupted thread could not wait for the store
        try {
            String now = read();
            if (now != null && now.startsWith(owner)) {
                store.delete(bucket, key).await().atMost(WAIT);
            }
        } catch (RuntimeException e) {
            LOG.debugf("the lease %s is left to expire: %s", key, e.getMessage());
        } finally {
            if (stopped) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
