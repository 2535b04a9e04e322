package io.limn.event;

import io.limn.job.Arrivals;
import io.limn.store.ObjectInfo;
import io.limn.store.StoreOwner;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/**
 * Processes uploads of this process itself if no event will report them: an embedded store announces uploads anyway, and a queue gives
 * them to any process with free capacity. If this process dies, catch-up finds them.
 */
@Singleton
public class OwnUploads implements Arrivals {
    private static final Logger LOG = Logger.getLogger(OwnUploads.class);

    private final Instance<StoreOwner> owner;
    private final Instance<UploadDispatcher> dispatcher;
    private final boolean queue;

    public OwnUploads(Instance<StoreOwner> owner, Instance<UploadDispatcher> dispatcher, SqsConfig sqs) {
        this.owner = owner;
        this.dispatcher = dispatcher;
        this.queue = sqs.url().isPresent();
    }

    @Override
    public void arrived(ObjectInfo upload) {
        if (queue || owner.get().embedded().isPresent()) {
            return;
        }
        Infrastructure.getDefaultWorkerPool().execute(() -> dispatcher
                .get()
                .accept(upload)
                .subscribe()
                .with(outcome -> {}, failure -> LOG.debugf("'%s' is left to catch-up: %s", upload.key(), failure)));
    }

    @Override
    public void changed(String key) {
        Infrastructure.getDefaultWorkerPool().execute(() -> dispatcher
                .get()
                .again(key)
                .subscribe()
                .with(outcome -> {}, failure -> LOG.debugf("'%s' is left to catch-up: %s", key, failure)));
    }
}
