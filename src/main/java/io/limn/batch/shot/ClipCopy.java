package io.limn.batch.shot;

import io.limn.store.ObjectInfo;
import io.limn.store.ObjectStore;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.regex.Pattern;

/** Copies a clip from a bucket to the disk, piece by piece, so that one of any length takes little memory. */
final class ClipCopy {
    private static final int PIECE = 8 << 20;
    private static final Duration WAIT = Duration.ofMinutes(5);
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9][A-Za-z0-9 ._-]{0,99}");

    private ClipCopy() {}

    /**
     * Blocks. The file is called as the clip, and as old.
     *
     * @param folder made if it is missing
     * @throws IOException where the clip changes meanwhile, or the disk is full
     */
    static Path of(ObjectInfo clip, ObjectStore store, Path folder) throws IOException {
        String name = clip.key().substring(clip.key().lastIndexOf('/') + 1);
        Path file = Files.createDirectories(folder)
                .resolve(PLAIN.matcher(name).matches() ? name : "clip" + name.substring(name.lastIndexOf('.')));
        try (OutputStream out = Files.newOutputStream(file)) {
            for (long at = 0; at < clip.size(); at += PIECE) {
                long last = Math.min(clip.size(), at + PIECE) - 1;
                store.open(clip.bucket(), clip.key(), at, last)
                        .onItem()
                        .transformToMulti(body -> body.parts())
                        .collect()
                        .asList()
                        .await()
                        .atMost(WAIT)
                        .forEach(part -> write(part, out));
            }
        }
        ObjectInfo now = store.head(clip.bucket(), clip.key()).await().atMost(WAIT);
        if (!now.version().hasBytesOf(clip.version()) || Files.size(file) != clip.size()) {
            throw new IOException("'" + clip.key() + "' was changed while it was read");
        }
        Files.setLastModifiedTime(file, FileTime.from(clip.lastModified()));
        return file;
    }

    private static void write(byte[] part, OutputStream out) {
        try {
            out.write(part);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
