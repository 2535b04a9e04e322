package io.limn.result;

import io.limn.output.Rendered;
import io.limn.parsing.Parsing;
import io.limn.store.ObjectStore;
import io.limn.store.StoreException;
import io.smallrye.mutiny.Uni;
import java.util.Map;
import java.util.Optional;

/** Results as objects of a bucket. */
public final class BucketSink implements ResultSink {
    /** Far above any manifest: 255 persons with all their joints need a megabyte. */
    private static final long MANIFEST_BYTES = 16 << 20;

    private final ObjectStore store;
    private final String bucket;
    private final StoredLegends explained = new StoredLegends();

    public BucketSink(ObjectStore store, String bucket) {
        this.store = store;
        this.bucket = bucket;
    }

    /** The same bucket, with checks: a manifest counts only if its files are the ones it lists, else it is withdrawn. */
    public ResultSink verifying() {
        return new VerifyingSink(this, store, bucket);
    }

    @Override
    public void found(Parsing parsing) {}

    @Override
    public Uni<Optional<Manifest>> committed(String manifestKey) {
        return store.get(bucket, manifestKey, MANIFEST_BYTES)
                .map(ManifestJson::read)
                .onFailure(BucketSink::unreadable)
                .recoverWithItem(Optional.empty());
    }

    @Override
    public Uni<Void> put(String key, Rendered file) {
        return store.put(bucket, key, file.bytes(), file.mediaType(), Map.of()).replaceWithVoid();
    }

    @Override
    public Uni<Void> explain(String key, Legend legend) {
        return Uni.createFrom().deferred(() -> {
            if (explained.isThere(key, legend)) {
                return Uni.createFrom().voidItem();
            }
            return store.put(bucket, key, legend.json(), ManifestJson.MEDIA_TYPE, Map.of())
                    .invoke(() -> explained.stored(key, legend))
                    .replaceWithVoid();
        });
    }

    @Override
    public Uni<Void> commit(String manifestKey, Manifest manifest) {
        return Uni.createFrom()
                .deferred(() ->
                        store.put(bucket, manifestKey, ManifestJson.write(manifest), ManifestJson.MEDIA_TYPE, Map.of()))
                .replaceWithVoid();
    }

    @Override
    public Uni<Void> withdraw(String manifestKey) {
        return store.delete(bucket, manifestKey);
    }

    @Override
    public Uni<Optional<StoredFile>> kept(String key, int maxBytes) {
        return store.read(bucket, key, maxBytes)
                .map(object -> Optional.of(
                        new StoredFile(object.bytes(), object.version().eTag())))
                .onFailure(BucketSink::unreadable)
                .recoverWithItem(Optional.empty());
    }

    @Override
    public Uni<Void> keep(String key, byte[] bytes) {
        return store.put(bucket, key, bytes, "application/octet-stream", Map.of())
                .replaceWithVoid();
    }

    private static boolean unreadable(Throwable failure) {
        return failure instanceof StoreException store
                && (store.kind() == StoreException.Kind.NOT_FOUND || store.kind() == StoreException.Kind.TOO_LARGE);
    }
}
