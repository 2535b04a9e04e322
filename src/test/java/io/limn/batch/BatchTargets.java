package io.limn.batch;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.limn.fuzz.FuzzTarget;
import java.io.UncheckedIOException;
import java.util.List;

/** Jobs: their numbers in addresses, their keys in events, their records in the bucket. */
public final class BatchTargets {
    private BatchTargets() {}

    public static List<FuzzTarget> all() {
        String id = "00000000-0000-0000-0000-000000000000";
        return List.of(
                new FuzzTarget(
                        "job-key",
                        () -> List.of(id.getBytes(UTF_8), ("jobs/" + id + "/1/a.jpg").getBytes(UTF_8)),
                        bytes -> {
                            String text = new String(bytes, UTF_8);
                            JobKeys.of("jobs/", text);
                            JobKeys.owner("jobs/", text);
                        }),
                new FuzzTarget(
                        "job-record",
                        () -> List.of(("{\"id\":\"" + id
                                        + "\",\"created\":\"2026-01-02T03:04:05Z\",\"outputs\":[\"labels\"],\"frames\":[{\"number\":1,"
                                        + "\"name\":\"a.jpg\",\"key\":\"jobs/1/a.jpg\",\"eTag\":\"1\",\"size\":3}]}")
                                .getBytes(UTF_8)),
                        bytes -> {
                            try {
                                JobRecord.read(bytes);
                            } catch (UncheckedIOException unreadable) {
                                FuzzTarget.check(unreadable);
                            }
                        }));
    }
}
