package io.limn.batch.shot;

import io.limn.output.Rendered;
import io.limn.shot.KeptFrames;
import io.limn.shot.ShotFrame;
import io.limn.store.ObjectStore;
import io.limn.store.StoreException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Keeps frames in the results bucket, below {@code steady/parsed} of the shot, one object each, and masks below {@code steady/base}. */
record KeptObjects(ObjectStore store, String bucket, String shot) implements KeptFrames {
    private static final Duration WAIT = Duration.ofMinutes(2);
    static final long MOST = 512L << 20;

    static String key(String shot, String base) {
        return shot + "/steady/parsed/" + base + ".bin";
    }

    @Override
    public void put(ShotFrame frame, byte[] kept) {
        store.put(bucket, key(frame), kept, "application/octet-stream", Map.of())
                .await()
                .atMost(WAIT);
    }

    @Override
    public void putBase(ShotFrame frame, Rendered mask) {
        String key = shot + "/steady/base/" + mask.folder() + "/" + frame.keys().base() + "." + mask.extension();
        store.put(bucket, key, mask.bytes(), mask.mediaType(), Map.of()).await().atMost(WAIT);
    }

    @Override
    public Optional<byte[]> get(ShotFrame frame) {
        try {
            return Optional.of(store.get(bucket, key(frame), MOST).await().atMost(WAIT));
        } catch (StoreException e) {
            if (StoreException.isMissing(e)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private String key(ShotFrame frame) {
        return key(shot, frame.keys().base());
    }
}
