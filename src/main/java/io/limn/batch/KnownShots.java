package io.limn.batch;

import io.limn.batch.shot.ShotMarker;
import io.limn.batch.shot.ShotStanding;
import io.limn.result.ResultKeys;
import io.limn.store.ObjectInfo;
import io.limn.store.ObjectStore;
import io.limn.store.StoreException;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Remembers which jobs are shots, for the jobs looked up most recently. Thread-safe. */
final class KnownShots {
    private static final int MOST = 1024;

    /** The marker's key by the job's id. */
    private final Map<String, String> markers = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
            return size() > MOST;
        }
    };

    synchronized boolean contains(String id) {
        return markers.containsKey(id);
    }

    synchronized void remember(JobKeys keys, JobRecord job) {
        String key = job.frames().get(0).key();
        if (ShotMarker.is(key)) {
            markers.put(keys.id(), key);
        }
    }

    private synchronized String marker(String id) {
        return markers.get(id);
    }

    /** The objects that show a known shot's state, by key, as in a listing. */
    Uni<Map<String, ObjectInfo>> objects(JobKeys keys, ObjectStore store, String bucket) {
        String marker = marker(keys.id());
        ResultKeys results = ResultKeys.of(marker);
        return Multi.createFrom()
                .iterable(List.of(keys.record(), results.manifest(), results.edits(), ShotStanding.key(marker)))
                .onItem()
                .transformToUni(key -> store.head(bucket, key)
                        .map(Optional::of)
                        .onFailure(StoreException::isMissing)
                        .recoverWithItem(Optional.empty()))
                .merge()
                .filter(Optional::isPresent)
                .collect()
                .in(HashMap::new, (all, found) -> all.put(found.get().key(), found.get()));
    }
}
