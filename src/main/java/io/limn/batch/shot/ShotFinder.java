package io.limn.batch.shot;

import io.limn.store.ObjectInfo;
import io.limn.store.StoreException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Finds the shot of a marker. Blocks while it reads from the store. */
record ShotFinder(PassBuckets buckets) {
    private static final Duration WAIT = Duration.ofMinutes(2);
    private static final Duration LISTING = Duration.ofMinutes(30);
    private static final long MARKER_BYTES = 32 << 20;

    /** @throws IllegalArgumentException if the marker does not define a shot; the message says why */
    ShotSource find(ObjectInfo marker) {
        if (ClipNames.isClip(marker.key())) {
            return new ClipObject(marker.key(), marker);
        }
        byte[] bytes = buckets.store()
                .getIfUnchanged(marker.version(), MARKER_BYTES)
                .await()
                .atMost(WAIT);
        ShotMarker shot = ShotMarker.read(marker.key(), bytes);
        String folder = ShotMarker.folder(marker.key());
        if (shot.keys() == null) {
            return ShotObjects.of(folder, listed(shot.prefix()));
        }
        List<ObjectInfo> named = named(shot.keys());
        List<ObjectInfo> clips =
                named.stream().filter(object -> ClipNames.isClip(object.key())).toList();
        if (clips.isEmpty()) {
            return ShotObjects.of(folder, named);
        }
        String clip = clips.get(0).key();
        if (named.size() > 1) {
            throw new IllegalArgumentException(
                    "'" + clip + "' is a clip, and a clip is a shot of its own: name it alone");
        }
        return new ClipObject(folder + clip.substring(clip.lastIndexOf('/') + 1), clips.get(0));
    }

    private List<ObjectInfo> listed(String prefix) {
        List<ObjectInfo> found = new ArrayList<>();
        buckets.store()
                .list(buckets.uploads(), prefix)
                .filter(object -> object.key().indexOf('/', prefix.length()) < 0)
                .collect()
                .in(() -> found, List::add)
                .await()
                .atMost(LISTING);
        return found;
    }

    private List<ObjectInfo> named(List<String> keys) {
        List<ObjectInfo> found = new ArrayList<>();
        for (String key : keys) {
            try {
                found.add(buckets.store().head(buckets.uploads(), key).await().atMost(WAIT));
            } catch (StoreException e) {
                if (StoreException.isMissing(e)) {
                    throw new IllegalArgumentException("there is no frame '" + key + "' in the bucket", e);
                }
                throw e;
            }
        }
        return found;
    }
}
