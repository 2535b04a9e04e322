package io.limn.result;

import io.limn.store.ObjectStore;
import io.limn.store.StoreException;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import java.util.List;
import java.util.Optional;

/** A bucket whose manifests are trusted only after the files they list have been checked. */
final class VerifyingSink extends ForwardingSink {
    private final ObjectStore store;
    private final String name;

    VerifyingSink(BucketSink bucket, ObjectStore store, String name) {
        super(bucket);
        this.store = store;
        this.name = name;
    }

    @Override
    public Uni<Optional<Manifest>> committed(String manifestKey) {
        return super.committed(manifestKey)
                .flatMap(found -> found.isEmpty()
                        ? Uni.createFrom().item(found)
                        : isTrue(found.get())
                                .flatMap(yes -> yes
                                        ? Uni.createFrom().item(found)
                                        : withdraw(manifestKey).replaceWith(Optional.empty())));
    }

    private Uni<Boolean> isTrue(Manifest manifest) {
        List<Manifest.OutputFile> files = manifest.files() == null ? List.of() : manifest.files();
        return Multi.createFrom()
                .iterable(files)
                .onItem()
                .transformToUniAndConcatenate(this::isThere)
                .collect()
                .asList()
                .map(all -> !all.contains(false));
    }

    private Uni<Boolean> isThere(Manifest.OutputFile file) {
        return store.get(name, file.key(), file.size())
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .map(bytes -> bytes.length == file.size() && Sha256.of(bytes).equals(file.sha256()))
                .onFailure(VerifyingSink::isAnother)
                .recoverWithItem(false);
    }

    private static boolean isAnother(Throwable failure) {
        return failure instanceof StoreException store
                && (store.kind() == StoreException.Kind.NOT_FOUND || store.kind() == StoreException.Kind.TOO_LARGE);
    }
}
