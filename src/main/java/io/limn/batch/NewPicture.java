package io.limn.batch;

import io.limn.store.ObjectStore;
import io.smallrye.mutiny.Uni;
import java.nio.file.Path;
import java.util.Map;

/** A picture to be stored in the uploads bucket. */
public sealed interface NewPicture {
    String name();

    long size();

    Uni<String> upload(ObjectStore store, String bucket, String key, Map<String, String> metadata);

    /** Sent as a body of its own. */
    record InMemory(String name, byte[] bytes) implements NewPicture {
        @Override
        public long size() {
            return bytes.length;
        }

        @Override
        public Uni<String> upload(ObjectStore store, String bucket, String key, Map<String, String> metadata) {
            return store.upload(bucket, key, bytes, MEDIA_TYPE, metadata);
        }
    }

    /** A form's file, which the server keeps on disk until the call is answered. */
    record OnDisk(String name, Path file, long size) implements NewPicture {
        @Override
        public Uni<String> upload(ObjectStore store, String bucket, String key, Map<String, String> metadata) {
            return store.upload(bucket, key, file, MEDIA_TYPE, metadata);
        }
    }

    /** The actual format is detected from the content. */
    String MEDIA_TYPE = "application/octet-stream";
}
