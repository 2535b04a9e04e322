package io.limn.batch.shot;

import io.limn.store.ObjectStore;
import io.limn.store.StoreConfig;
import io.limn.store.StoreException;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads the results of shots from the results bucket: any process can answer for any shot, also while it is being processed. */
@Singleton
public class ShotResults {
    private static final Pattern PATH = Pattern.compile("shot\\.json|steady/(labels\\.json|[a-z]+/.+)");

    private final Provider<ObjectStore> store;
    private final String results;

    ShotResults(Provider<ObjectStore> store, StoreConfig buckets) {
        this.store = store;
        this.results = buckets.results();
    }

    /**
     * The state of a shot; empty if no process has started it.
     *
     * @param marker its key
     */
    public Uni<Optional<ShotStanding>> standing(String marker) {
        return store.get()
                .get(results, ShotStanding.key(marker), ShotStanding.MOST_BYTES)
                .map(json -> Optional.of(ShotStanding.read(json)))
                .onFailure(StoreException::isMissing)
                .recoverWithItem(Optional.empty());
    }

    /**
     * The reports of finished frames, as in {@code shot.json}, each a JSON object.
     *
     * @param first from 0
     * @param most how many
     */
    public Uni<List<String>> frames(ShotStanding shot, int first, int most) {
        return store.get()
                .open(results, shot.folder() + "/steady/frames.jsonl")
                .onItem()
                .transformToUni(body -> Lines.of(body.parts(), first, most))
                .onFailure(StoreException::isMissing)
                .recoverWithItem(List.of());
    }

    /**
     * A file of the shot as it is stored now; empty if there is none.
     *
     * @param path from the shot's folder, as {@code shot.json} names its files
     */
    public Uni<Optional<ShotFile>> file(ShotStanding shot, String path) {
        return PATH.matcher(path).matches()
                ? store.get()
                        .head(results, shot.folder() + "/" + path)
                        .map(object -> Optional.of(new ShotFile(object.key(), object.eTag(), object.size())))
                        .onFailure(StoreException::isMissing)
                        .recoverWithItem(Optional.empty())
                : Uni.createFrom().item(Optional.empty());
    }
}
