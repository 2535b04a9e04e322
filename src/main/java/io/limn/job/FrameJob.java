package io.limn.job;

import io.limn.output.Output;
import io.limn.output.RenderOptions;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * One frame to be parsed.
 *
 * @param outputs what is drawn; none where the sink takes the parsing itself
 */
public record FrameJob(Source source, Set<Output> outputs, RenderOptions options) {
    public FrameJob {
        outputs = outputs.isEmpty() ? Set.of() : Collections.unmodifiableSet(EnumSet.copyOf(outputs));
    }
}
