package io.limn.batch;

import io.limn.result.Sha256;
import java.nio.charset.StandardCharsets;

/**
 * Who sends a job.
 *
 * @param owner the only caller who may see it; null if it has no owner
 * @param name identifies the caller, whose work takes turns with that of others
 */
public record Sender(String owner, String name) {
    /** A sender without owner and name. */
    public static final Sender NOBODY = new Sender(null, "");

    private static final int HEX = 16;

    /** A hash of the name, for metadata of objects; empty without a name. */
    String turn() {
        return name.isEmpty()
                ? ""
                : Sha256.of(name.getBytes(StandardCharsets.UTF_8)).substring(0, HEX);
    }
}
