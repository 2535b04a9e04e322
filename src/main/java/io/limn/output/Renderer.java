package io.limn.output;

import io.limn.frame.Frame;
import io.limn.parsing.Parsing;
import java.util.List;

/** Makes the files of one output; thread-safe. */
public interface Renderer {
    Output output();

    /** The files of this output: one for most, one per part where {@link Output#inParts()}. The same input gives the same bytes. */
    List<Rendered> render(Frame frame, Parsing parsing, RenderOptions options);
}
