package io.limn.request;

import io.limn.frame.plate.ReadOptions;
import io.limn.output.Output;
import io.limn.output.RenderOptions;
import io.limn.problem.Problem;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * One frame to be parsed.
 *
 * @param outputs what is drawn; empty if only the manifest is wanted, or the sink takes the parsing itself
 * @param reading how the frame is read
 * @param refused why it is rejected without being parsed, as when an option has an unknown value; else null
 */
public record FrameRequest(
        Source source, Set<Output> outputs, RenderOptions options, ReadOptions reading, Problem refused) {
    public FrameRequest {
        outputs = outputs.isEmpty() ? Set.of() : Collections.unmodifiableSet(EnumSet.copyOf(outputs));
    }

    public FrameRequest(Source source, Set<Output> outputs, RenderOptions options) {
        this(source, outputs, options, ReadOptions.DEFAULT, null);
    }

    /** The same request with these read options. */
    public FrameRequest with(ReadOptions own) {
        return new FrameRequest(source, outputs, options, own, refused);
    }
}
