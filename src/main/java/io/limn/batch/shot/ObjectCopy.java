package io.limn.batch.shot;

import io.limn.store.ObjectInfo;
import io.limn.store.ObjectStore;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** Copies an object to disk piece by piece, so that memory doesn't depend on its size. */
final class ObjectCopy {
    private static final int PIECE = 8 << 20;
    private static final Duration WAIT = Duration.ofMinutes(5);

    private ObjectCopy() {}

    /**
     * Blocks.
     *
     * @throws IOException if the object changes meanwhile, or the disk is full
     */
    static void of(ObjectInfo object, ObjectStore store, Path file) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            for (long at = 0; at < object.size(); at += PIECE) {
                long last = Math.min(object.size(), at + PIECE) - 1;
                store.open(object.bucket(), object.key(), at, last)
                        .onItem()
                        .transformToMulti(body -> body.parts())
                        .collect()
                        .asList()
                        .await()
                        .atMost(WAIT)
                        .forEach(part -> write(part, out));
            }
        }
        ObjectInfo now = store.head(object.bucket(), object.key()).await().atMost(WAIT);
        if (!now.version().hasBytesOf(object.version()) || Files.size(file) != object.size()) {
            throw new IOException("'" + object.key() + "' was changed while it was read");
        }
    }

    private static void write(byte[] part, OutputStream out) {
        try {
            out.write(part);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
