package io.limn.http;

import io.limn.frame.plate.ReadOptions;
import io.limn.output.Output;
import io.limn.output.RenderOptions;
import io.limn.request.OptionParser;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * What a caller requests for a frame.
 *
 * @param outputs to render and return; empty if only the manifest is requested
 * @param manifest whether the manifest is returned too
 * @param reading how the frame is read
 */
record ParseRequest(Set<Output> outputs, boolean manifest, RenderOptions options, ReadOptions reading) {
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
