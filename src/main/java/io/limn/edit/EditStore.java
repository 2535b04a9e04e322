package io.limn.edit;

import io.limn.result.BucketSink;
import io.limn.result.ManifestJson;
import io.limn.result.ResultKeys;
import io.limn.store.ObjectStore;
import io.limn.store.StoreException;
import io.smallrye.mutiny.Uni;
import java.util.Optional;

/** Stores edits beside the results of uploads. Removed edits remain as edits without strokes. */
public final class EditStore {
    private final ObjectStore store;
    private final String results;

    /** @param results the bucket */
    public EditStore(ObjectStore store, String results) {
        this.store = store;
        this.results = results;
    }

    /** The edits beside an upload's result; empty if there are none. */
    public Uni<Optional<StoredEdits>> find(String upload) {
        return findAt(ResultKeys.of(upload).edits());
    }

    /** As {@link #find}, by the key of the edits. */
    public Uni<Optional<StoredEdits>> findAt(String key) {
        return store.read(results, key, EditsJson.MOST_BYTES)
                .map(object -> {
                    FrameEdits read = FrameEdits.of(new io.limn.result.StoredFile(
                            object.bytes(), object.version().eTag()));
                    return Optional.of(
                            new StoredEdits(read.edits(), object.version().eTag(), object.bytes()));
                })
                .onFailure(StoreException::isMissing)
                .recoverWithItem(Optional.empty());
    }

    /**
     * Stores edits; fails with {@link StoreException.Kind#CHANGED} if another caller has stored some meanwhile.
     *
     * @param over the edits to replace, as they were found; empty if there were none
     */
    public Uni<StoredEdits> put(String upload, Edits edits, Optional<StoredEdits> over) {
        return putAt(ResultKeys.of(upload).edits(), edits, over);
    }

    /** As {@link #put}, by the key of the edits. */
    public Uni<StoredEdits> putAt(String key, Edits edits, Optional<StoredEdits> over) {
        byte[] json = EditsJson.write(edits);
        Uni<String> put = over.isPresent()
                ? store.replace(results, key, over.get().eTag(), json, ManifestJson.MEDIA_TYPE)
                : store.create(results, key, json, ManifestJson.MEDIA_TYPE)
                        .flatMap(ok -> store.head(results, key))
                        .map(object -> object.eTag());
        return put.map(eTag -> new StoredEdits(edits, eTag, json));
    }

    /** Whether {@link #put} failed because another caller changed the edits first. */
    public static boolean isLost(Throwable failure) {
        return failure instanceof StoreException store
                && (store.kind() == StoreException.Kind.CHANGED || store.kind() == StoreException.Kind.NOT_FOUND);
    }

    /** What edits of an upload must fit: its result before any edits. Empty if it has no result at present. */
    public Uni<Optional<EditFit>> fit(String upload) {
        return new BucketSink(store, results)
                .committed(ResultKeys.of(upload).manifest())
                .map(found -> found.flatMap(EditFit::of));
    }
}
