package io.limn.batch.shot;

import io.limn.store.ObjectInfo;
import io.limn.store.ObjectStore;
import io.limn.store.StoreException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A copy in the bucket of the state that a pass keeps on disk, from which another process can resume after a kill. The state is written
 * last and contains the lengths of the lists; the pass cuts off anything beyond.
 */
final class ShotCopy {
    private static final List<String> LISTS = List.of("files.jsonl", "frames.jsonl");
    private static final String STATE = "state.bin";
    private static final String FRAMES = "frames.sha256";
    private static final String TYPE = "application/octet-stream";
    private static final Map<String, String> OURS = Map.of(ObjectInfo.MARK, ObjectInfo.OUTPUT);
    private static final Duration WAIT = Duration.ofMinutes(2);
    private static final long MOST = 256L << 20;

    private final ObjectStore store;
    private final String bucket;
    private final String marker;
    private final String shot;
    private final String prefix;
    private final Path folder;

    /**
     * @param marker its key
     * @param shot the folder of the shot's results
     * @param folder on disk
     */
    ShotCopy(PassBuckets buckets, String marker, String shot, Path folder) {
        this.store = buckets.store();
        this.bucket = buckets.results();
        this.marker = marker;
        this.shot = shot;
        this.prefix = shot + "/steady/";
        this.folder = folder;
    }

    /** Fetches the copy, if it is for these frames. */
    void fetch(String hash) throws IOException {
        Files.createDirectories(folder);
        byte[] of = get(FRAMES);
        if (of == null || !hash.equals(new String(of, StandardCharsets.UTF_8))) {
            return;
        }
        byte[] state = get(STATE);
        for (String list : LISTS) {
            if (state == null || !fetchList(list)) {
                return;
            }
        }
        Files.write(folder.resolve(STATE), state);
    }

    /** A list grows with the shot, so it is never wholly in memory. */
    private boolean fetchList(String list) throws IOException {
        try {
            ObjectInfo there = store.head(bucket, prefix + list).await().atMost(WAIT);
            ObjectCopy.of(there, store, folder.resolve(list));
            return true;
        } catch (StoreException e) {
            if (StoreException.isMissing(e)) {
                return false;
            }
            throw e;
        }
    }

    private byte[] get(String name) {
        try {
            return store.get(bucket, prefix + name, MOST).await().atMost(WAIT);
        } catch (StoreException e) {
            if (StoreException.isMissing(e)) {
                return null;
            }
            throw e;
        }
    }

    /** Called before the first copy of a pass: deletes an older state of other frames. */
    void begin(String hash) {
        byte[] of = get(FRAMES);
        if (of == null || !hash.equals(new String(of, StandardCharsets.UTF_8))) {
            store.delete(bucket, prefix + STATE).await().atMost(WAIT);
            store.put(bucket, prefix + FRAMES, hash.getBytes(StandardCharsets.UTF_8), "text/plain", Map.of())
                    .await()
                    .atMost(WAIT);
        }
    }

    void put(int done, int frames) throws IOException {
        putLists();
        put(STATE, Files.readAllBytes(folder.resolve(STATE)));
        stand(done, frames);
    }

    private void putLists() {
        for (String list : LISTS) {
            Path file = folder.resolve(list);
            if (Files.exists(file)) {
                store.upload(bucket, prefix + list, file, TYPE, OURS).await().atMost(WAIT);
            } else {
                put(list, new byte[0]);
            }
        }
    }

    /** Publishes the shot's progress according to the lists on disk. */
    void stand(int frames) throws IOException {
        Path lines = folder.resolve("frames.jsonl");
        try (Stream<String> done = Files.exists(lines) ? Files.lines(lines) : Stream.empty()) {
            stand((int) done.count(), frames);
        }
    }

    private void stand(int done, int frames) {
        byte[] json = new ShotStanding(shot, frames, done).json();
        store.put(bucket, ShotStanding.key(marker), json, "application/json", Map.of())
                .await()
                .atMost(WAIT);
    }

    private void put(String name, byte[] bytes) {
        store.put(bucket, prefix + name, bytes, TYPE, Map.of()).await().atMost(WAIT);
    }

    /** Copies the final state; lists and state of a finished shot are kept, since edits are drawn from them. */
    void finish(int frames) throws IOException {
        put(frames, frames);
    }
}
