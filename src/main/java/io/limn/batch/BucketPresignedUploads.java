package io.limn.batch;

import io.limn.result.BucketSink;
import io.limn.result.Manifest;
import io.limn.result.ResultKeys;
import io.limn.store.ObjectStore;
import io.limn.store.SignedCall;
import io.limn.store.StoreConfig;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Provider;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** Presigned uploads to the configured buckets. */
@ApplicationScoped
public class BucketPresignedUploads implements PresignedUploads {
    private final Provider<ObjectStore> store;
    private final String uploads;
    private final String results;

    /** @param store obtained for the first ticket */
    BucketPresignedUploads(Provider<ObjectStore> store, StoreConfig config) {
        this.store = store;
        this.uploads = config.uploads();
        this.results = config.results();
    }

    @Override
    public Uni<Ticket> permit(String key, String contentType, long size, Duration validity) {
        return store.get()
                .signedPut(uploads, key, contentType, size, validity)
                .map(call -> new Ticket(uploads, key, call.url(), call.headers(), call.expires()));
    }

    @Override
    public String results() {
        return results;
    }

    @Override
    public Uni<Optional<Manifest>> outcome(String key) {
        return new BucketSink(store.get(), results).committed(ResultKeys.of(key).manifest());
    }

    @Override
    public Uni<URI> address(String resultKey, Duration validity) {
        return store.get().signedGet(results, resultKey, validity).map(SignedCall::url);
    }
}
