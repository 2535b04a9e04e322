package io.limn.batch;

import io.limn.result.Manifest;
import io.smallrye.mutiny.Uni;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Lets callers without credentials put a frame straight into the uploads bucket, and read what becomes of it. */
public interface PresignedUploads {
    /**
     * A permission to upload one object once or several times until it expires.
     *
     * @param headers that the call must have exactly so, the length of the body among them
     */
    record Ticket(String bucket, String key, URI url, Map<String, String> headers, Instant expires) {
        @Override
        public String toString() {
            return "Ticket[" + bucket + "/" + key + "]";
        }
    }

    /**
     * @param key that nobody else uses
     * @param size the body's exact length in bytes
     */
    Uni<Ticket> permit(String key, String contentType, long size, Duration validity);

    /** The name of the results bucket. */
    String results();

    /** What became of an upload; empty while its manifest is not stored. */
    Uni<Optional<Manifest>> outcome(String key);

    /** An address to read a file of the results bucket from. */
    Uni<URI> address(String resultKey, Duration validity);
}
