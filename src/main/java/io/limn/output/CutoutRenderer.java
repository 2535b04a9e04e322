package io.limn.output;

import io.limn.frame.Frame;
import io.limn.label.Groups;
import io.limn.label.LabelSet;
import io.limn.output.matte.Cutout;
import io.limn.output.matte.Matte;
import io.limn.output.matte.MatteChoice;
import io.limn.output.matte.MatteFrame;
import io.limn.parsing.LabelLayer;
import io.limn.parsing.Parsing;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The frame's people on a transparent background, as 8-bit RGBA PNG; all of them in one file if no part is named. */
record CutoutRenderer(Groups groups) implements Renderer {
    private static final int CHANNELS = 4;

    @Override
    public Output output() {
        return Output.CUTOUT;
    }

    @Override
    public List<Rendered> render(Frame frame, Parsing parsing, RenderOptions options) {
        MatteFrame soft = MatteFrame.of(frame, parsing);
        List<LabelSet> layers =
                parsing.layers().stream().map(LabelLayer::labels).toList();
        if (options.parts().isEmpty()) {
            return List.of(Rendered.of(Output.CUTOUT, png(soft, Matte.wholePerson(0), options)));
        }
        List<Rendered> files = new ArrayList<>();
        for (Matte matte : MatteChoice.of(options.parts(), layers, groups, soft)) {
            files.add(new Rendered(Output.CUTOUT, matte.name(), png(soft, matte, options)));
        }
        return files;
    }

    private static byte[] png(MatteFrame soft, Matte matte, RenderOptions options) {
        Cutout cutout = new Cutout(soft, matte, options.premultiplied());
        byte[] data = PngFile.compress(soft.height(), CHANNELS * soft.width(), cutout::row);
        return new PngFile(soft.width(), soft.height(), 8)
                .rgba(data, Map.of("Alpha", options.premultiplied() ? "premultiplied" : "straight"));
    }
}
