package io.limn.batch;

import io.limn.result.Sha256;
import java.nio.charset.StandardCharsets;

/**
 * Who sends a job.
 *
 * @param owner the only caller who may see it; null if it has no owner
 * @param name what the caller is told from others by, whose work takes turns with this one's
 */
public record Sender(String owner, String name) {
    /** Without owner, in nobody's turn. */
    public static final Sender NOBODY = new Sender(null, "");

    private static final int HEX = 16;

    /** A hash of the name, for metadata of objects; empty without a name. */
    String turn() {
        return name.isEmpty()
                ? ""
                : Sha256.of(name.getBytes(StandardCharsets.UTF_8)).substring(0, HEX);
    }
}
