package io.limn.batch.shot;

import io.limn.frame.FrameConfig;
import io.limn.frame.ViewSettings;
import io.limn.output.Renderers;
import io.limn.parsing.Parser;
import io.limn.result.ResultIdentity;

/** The identity of a shot's results: model, inference options, palette and view. */
final class ShotIdentity {
    private ShotIdentity() {}

    static ResultIdentity of(FrameConfig frames, Parser parser, Renderers renderers) {
        return new ResultIdentity(
                parser.model(),
                () -> parser.options()
                        .with(parser.options().detail()), // a shot's soft outputs are of its frames as a whole
                options -> renderers.colours(options, parser.layers()),
                ViewSettings.of(frames));
    }
}
