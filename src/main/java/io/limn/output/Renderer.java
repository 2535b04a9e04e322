package io.limn.output;

import io.limn.frame.Frame;
import io.limn.parsing.Parsing;
import java.util.List;

/** Makes the files of one output; thread-safe. */
public interface Renderer {
    Output output();

    /** The files of this output: one for most, one per part where {@link Output#inParts()}. The same input gives the same bytes. */
    List<Rendered> render(Frame frame, Parsing parsing, RenderOptions options);

    /**
     * As {@link #render(Frame, Parsing, RenderOptions)}; renderers that don't read coverage, which does this itself, call the check.
     *
     * @param check called between rows; what it throws ends the rendering and comes out of here
     */
    default List<Rendered> render(Frame frame, Parsing parsing, RenderOptions options, Runnable check) {
        return render(frame, parsing, options);
    }
}
