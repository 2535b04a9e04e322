package io.limn.batch.shot;

import io.limn.parsing.Parser;
import io.limn.parsing.Reuse;
import io.limn.parsing.ShotParser;
import io.limn.problem.RefusedOptionException;
import io.limn.request.UploadOptions;
import java.util.Map;
import java.util.Optional;

/**
 * The network as one shot uses it.
 *
 * @param parser the service's own, or one that reuses what didn't change
 * @param own the parser to close; null if the parser is the service's own
 */
record ShotNetwork(Parser parser, ShotParser own) implements AutoCloseable {
    /**
     * @param metadata of the shot's marker
     * @throws RefusedOptionException if an option can't be met
     */
    static ShotNetwork open(PassTools tools, Map<String, String> metadata) {
        Optional<Reuse> reuse = UploadOptions.reuse(metadata, tools.reuse());
        if (reuse.isEmpty()) {
            return new ShotNetwork(tools.parser(), null);
        }
        try {
            ShotParser reusing = tools.parser().inOrder(reuse.get());
            return new ShotNetwork(reusing, reusing);
        } catch (IllegalArgumentException refused) {
            String why = refused.getMessage();
            throw RefusedOptionException.unavailable("reuse: " + why);
        }
    }

    /** What its results depend on besides the model. */
    String identity() {
        return own == null ? "" : " reuse " + own.reuse().every();
    }

    @Override
    public void close() {
        if (own != null) {
            own.close();
        }
    }
}
