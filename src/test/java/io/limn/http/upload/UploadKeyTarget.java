package io.limn.http.upload;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.limn.fuzz.FuzzTarget;
import java.time.LocalDate;
import java.util.List;

/** Keys of presigned uploads, as callers ask for them by address. */
public final class UploadKeyTarget {
    private UploadKeyTarget() {}

    public static FuzzTarget target() {
        return new FuzzTarget(
                "upload-key",
                () -> List.of(
                        UploadKey.next("uploads", LocalDate.EPOCH, "a.jpg", "alice")
                                .getBytes(UTF_8),
                        "shots/sh010".getBytes(UTF_8)),
                bytes -> {
                    String key = new String(bytes, UTF_8);
                    UploadKey.isPrefix(key, "jobs/");
                    UploadKey.encoded(key);
                    if (UploadKey.isIssued(key)) {
                        UploadKey.isOf(key, null);
                        UploadKey.isOf(key, "alice");
                    }
                });
    }
}
