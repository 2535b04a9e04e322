package io.limn.process;

import io.limn.event.sqs.Notifications;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Uploads of new keys and of earlier ones again, and the events of them: some twice, some late, in no order. An upload counts once the
 * store has taken it; it is sent until then.
 */
final class SoakUploads {
    private static final int CONCURRENT = 4;

    private final SoakServers servers;
    private final SoakFrames frames;
    private final Random random = new Random(17);
    private final List<String> keys = new ArrayList<>();
    private final List<String> events = new ArrayList<>();
    private final Map<String, Upload> newest = new TreeMap<>();
    private final AtomicInteger refused = new AtomicInteger();
    private volatile int taken;
    private int told;

    /** What lies under a key. */
    record Upload(SoakFrames.Kind kind, String eTag) {}

    SoakUploads(SoakServers servers, SoakFrames frames) {
        this.servers = servers;
        this.frames = frames;
    }

    /** Uploads so many frames, a third of them over earlier ones, and returns when the store has them. */
    void upload(int count) {
        Set<String> chosen = new LinkedHashSet<>();
        while (chosen.size() < count) {
            chosen.add(random.nextInt(3) == 0 && keys.size() > count ? again() : fresh());
        }
        uploadKeys(chosen);
    }

    private String fresh() {
        int i = keys.size();
        String key = i % 25 == 0 ? "shot %d/plate+%d%%.jpg".formatted(i, i) : "shot/plate.%05d.jpg".formatted(i);
        keys.add(key);
        return key;
    }

    /** Some of the first ones are overwritten again and again, others while they are parsed. */
    private String again() {
        int among = random.nextBoolean() ? Math.min(10, keys.size()) : keys.size();
        return keys.get(random.nextInt(among));
    }

    private void uploadKeys(Collection<String> chosen) {
        record Uploaded(String key, Upload upload) {}
        List<Uploaded> uploaded = SoakServers.wait(Multi.createFrom()
                .iterable(chosen)
                .onItem()
                .transformToUni(key -> {
                    SoakFrames.Frame frame = frames.next(newest.get(key), random);
                    return put(key, frame.bytes())
                            .replaceWith(new Uploaded(key, new Upload(frame.kind(), frame.eTag())));
                })
                .merge(CONCURRENT)
                .collect()
                .asList());
        for (Uploaded each : uploaded) {
            newest.put(each.key(), each.upload());
            String event =
                    Notifications.created("uploads", each.key(), each.upload().eTag());
            events.add(event);
            if (random.nextInt(5) == 0) {
                events.add(event);
            }
        }
        taken += uploaded.size();
    }

    private Uni<String> put(String key, byte[] bytes) {
        return servers.store()
                .upload("uploads", key, bytes, "image/jpeg", Map.of())
                .onFailure()
                .invoke(refused::incrementAndGet)
                .onFailure()
                .retry()
                .withBackOff(Duration.ofMillis(200), Duration.ofSeconds(2))
                .indefinitely();
    }

    /** Sends a part of the events, in no order; the rest comes later, and so later than newer ones. */
    void reportSome() {
        Collections.shuffle(events, random);
        report(events.subList(0, events.size() * 2 / 3));
    }

    void reportAll() {
        report(events);
    }

    /** An event as given. */
    void add(String event) {
        events.add(event);
    }

    private void report(List<String> some) {
        servers.sqs().send(servers.queue().url(), some);
        told += some.size();
        some.clear();
    }

    /** Uploads that the store has taken. */
    int taken() {
        return taken;
    }

    int told() {
        return told;
    }

    /** Tries at an upload that the store refused for good. */
    int refused() {
        return refused.get();
    }

    Map<String, Upload> newest() {
        return newest;
    }
}
