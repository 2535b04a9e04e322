package io.limn.batch.shot;

import io.limn.frame.FrameReader;
import io.limn.output.Renderers;
import io.limn.parsing.Parser;
import io.limn.request.Catalogue;
import io.limn.request.ReuseOption;

/**
 * What a pass needs to read, parse and render frames.
 *
 * @param editable whether each frame's parsing is kept for edits
 * @param reuse how shots reuse what did not change
 */
record PassTools(
        FrameReader reader,
        long maxBytes,
        Parser parser,
        Renderers renderers,
        Catalogue catalogue,
        ClipTools clips,
        boolean editable,
        ReuseOption reuse) {}
