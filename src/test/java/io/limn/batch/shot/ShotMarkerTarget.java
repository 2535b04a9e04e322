package io.limn.batch.shot;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.limn.fuzz.FuzzTarget;
import java.util.List;

/** Markers of shots, from the bucket and over HTTP. */
public final class ShotMarkerTarget {
    private ShotMarkerTarget() {}

    public static FuzzTarget target() {
        return new FuzzTarget(
                "shot-marker",
                () -> List.of(
                        "{\"frames\":\"walk/\"}".getBytes(UTF_8),
                        "{\"frames\":[\"a.jpg\",\"b.jpg\"]}".getBytes(UTF_8),
                        "{}".getBytes(UTF_8)),
                bytes -> {
                    try {
                        ShotMarker.read("a/shot.json", bytes).json();
                        ShotMarker.named(bytes);
                    } catch (IllegalArgumentException refused) {
                        FuzzTarget.check(refused);
                    }
                });
    }
}
