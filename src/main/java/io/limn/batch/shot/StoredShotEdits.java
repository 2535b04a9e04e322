package io.limn.batch.shot;

import io.limn.edit.EditStore;
import io.limn.edit.Edits;
import io.limn.edit.StoredEdits;
import io.limn.result.Sha256;
import io.limn.shot.ShotEdits;
import io.limn.store.StoreException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/**
 * The edits of a shot's frames in the results bucket, {@code steady/edits/plate.0001.png.json} each. Blocks on the store.
 *
 * @param shot the folder of its results
 */
record StoredShotEdits(PassBuckets buckets, String shot) {
    private static final Duration WAIT = Duration.ofMinutes(2);
    private static final Duration LISTING = Duration.ofMinutes(30);
    private static final String ENDING = ".json";

    static String folder(String shot) {
        return shot + "/steady/edits/";
    }

    static String key(String shot, String file) {
        return folder(shot) + file + ENDING;
    }

    /** A hash of the current edits, which changes when any of them does. */
    String hash() {
        StringBuilder all = new StringBuilder();
        buckets.store().list(buckets.results(), folder(shot)).collect().asList().await().atMost(LISTING).stream()
                .map(object -> object.key() + " " + object.eTag() + "\n")
                .sorted()
                .forEach(all::append);
        return Sha256.of(all.toString().getBytes(StandardCharsets.UTF_8));
    }

    ShotEdits read() {
        EditStore edits = new EditStore(buckets.store(), buckets.results());
        Map<String, Edits> byFile = new TreeMap<>();
        buckets.store()
                .list(buckets.results(), folder(shot))
                .collect()
                .asList()
                .await()
                .atMost(LISTING)
                .forEach(object -> edits.findAt(object.key())
                        .await()
                        .atMost(WAIT)
                        .filter(StoredEdits::isSomething)
                        .ifPresent(found -> byFile.put(file(object.key()), found.edits())));
        return new ShotEdits(byFile);
    }

    private static String file(String key) {
        return key.substring(key.lastIndexOf('/') + 1, key.length() - ENDING.length());
    }

    /** The hash of the edits that the shot's files were drawn with; empty if there is none. */
    String drawn() {
        try {
            byte[] hash = buckets.store()
                    .get(buckets.results(), shot + "/steady/edits.sha256", 1024)
                    .await()
                    .atMost(WAIT);
            return new String(hash, StandardCharsets.UTF_8);
        } catch (StoreException e) {
            if (StoreException.isMissing(e)) {
                return "";
            }
            throw e;
        }
    }

    void drawn(String hash) {
        buckets.store()
                .put(
                        buckets.results(),
                        shot + "/steady/edits.sha256",
                        hash.getBytes(StandardCharsets.UTF_8),
                        "text/plain",
                        Map.of())
                .await()
                .atMost(WAIT);
    }
}
