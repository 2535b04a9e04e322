package io.limn.job;

import io.limn.output.Output;
import io.limn.output.RenderOptions;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * One frame to be parsed.
 *
 * @param outputs what is drawn, at least one
 */
public record FrameJob(Source source, Set<Output> outputs, RenderOptions options) {
    public FrameJob {
        if (outputs.isEmpty()) {
            throw new IllegalArgumentException("a job draws at least one output of: " + Output.names());
        }
        outputs = Collections.unmodifiableSet(EnumSet.copyOf(outputs));
    }
}
