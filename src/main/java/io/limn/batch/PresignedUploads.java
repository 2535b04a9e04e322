package io.limn.batch;

import io.limn.result.Manifest;
import io.smallrye.mutiny.Uni;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Lets callers without credentials upload a frame directly to the bucket and read its results. */
public interface PresignedUploads {
    /**
     * A permission to upload one object, once or several times, until it expires.
     *
     * @param headers that the call must send unchanged, including the body's length
     */
    record Ticket(String bucket, String key, URI url, Map<String, String> headers, Instant expires) {
        @Override
        public String toString() {
            return "Ticket[" + bucket + "/" + key + "]";
        }
    }

    /**
     * @param key a key that no other upload uses
     * @param size the body's exact length in bytes
     */
    Uni<Ticket> permit(String key, String contentType, long size, Duration validity);

    /** The name of the results bucket. */
    String results();

    /** The manifest of an upload; empty until it is stored. */
    Uni<Optional<Manifest>> outcome(String key);

    /** An address to read a file of the results bucket from. */
    Uni<URI> address(String resultKey, Duration validity);
}
