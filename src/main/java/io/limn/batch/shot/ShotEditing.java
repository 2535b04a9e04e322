package io.limn.batch.shot;

import io.limn.edit.EditFit;
import io.limn.edit.EditStore;
import io.limn.edit.Edits;
import io.limn.edit.StoredEdits;
import io.limn.job.Arrivals;
import io.limn.parsing.Parser;
import io.limn.result.BucketSink;
import io.limn.result.ResultKeys;
import io.limn.shot.ShotEdits;
import io.limn.store.ObjectStore;
import io.limn.store.StoreConfig;
import io.limn.store.StoreException;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/** Reads and stores edits of frames of shots; the frames that they reach are drawn again. */
@Singleton
public class ShotEditing {
    private final Provider<ObjectStore> store;
    private final Provider<Arrivals> arrivals;
    private final Provider<Parser> parser;
    private final String results;

    ShotEditing(
            Provider<ObjectStore> store, Provider<Arrivals> arrivals, Provider<Parser> parser, StoreConfig buckets) {
        this.parser = parser;
        this.store = store;
        this.arrivals = arrivals;
        this.results = buckets.results();
    }

    /**
     * What edits of a frame must fit; empty if the shot has no such frame, or it is not parsed yet.
     *
     * @param file the frame's file name
     */
    public Uni<Optional<EditFit>> fit(ShotStanding shot, String file) {
        String parent = shot.folder().substring(0, shot.folder().lastIndexOf('/') + 1);
        ResultKeys keys = ResultKeys.of(parent + file);
        if (file.indexOf('/') >= 0 || !keys.folder().equals(shot.folder())) {
            return Uni.createFrom().item(Optional.empty());
        }
        return store.get()
                .get(results, KeptObjects.key(shot.folder(), keys.base()), KeptObjects.MOST)
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .map(kept -> Optional.of(fit(kept)))
                .onFailure(StoreException::isMissing)
                .recoverWithItem(Optional.empty());
    }

    private EditFit fit(byte[] kept) {
        try {
            return ShotEdits.fit(kept, parser.get().layers());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Empty if there are none. */
    public Uni<Optional<StoredEdits>> find(ShotStanding shot, String file) {
        return edits().findAt(StoredShotEdits.key(shot.folder(), file));
    }

    /**
     * Stores edits; the shot is unfinished until they are drawn. Fails if others have been stored meanwhile
     * ({@link EditStore#isLost}).
     *
     * @param marker the shot's, by key
     * @param over the edits to replace, as they were found; empty if there were none
     */
    public Uni<StoredEdits> put(
            String marker, ShotStanding shot, String file, Edits edits, Optional<StoredEdits> over) {
        return new BucketSink(store.get(), results)
                .withdraw(ResultKeys.of(marker).manifest())
                .chain(() -> edits().putAt(StoredShotEdits.key(shot.folder(), file), edits, over))
                .onTermination()
                .invoke(() -> arrivals.get().changed(marker));
    }

    private EditStore edits() {
        return new EditStore(store.get(), results);
    }
}
