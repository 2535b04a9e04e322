package io.limn.http;

import io.limn.output.Output;
import io.limn.output.RenderOptions;
import io.limn.request.OptionParser;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * What a caller wants of a frame.
 *
 * @param outputs to be drawn and handed over; may be empty where only the manifest is wanted
 * @param manifest whether the manifest is handed over too
 */
record ParseRequest(Set<Output> outputs, boolean manifest, RenderOptions options) {
    /** The manifest's name among the outputs. */
    static final String JSON = OptionParser.JSON;

    ParseRequest {
        outputs = outputs.isEmpty() ? Set.of() : Collections.unmodifiableSet(EnumSet.copyOf(outputs));
    }

    /** Whether the answer is one file. */
    boolean single() {
        return outputs.size() + (manifest ? 1 : 0) == 1 && outputs.stream().noneMatch(Output::inParts);
    }
}
