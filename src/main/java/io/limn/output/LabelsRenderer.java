package io.limn.output;

import io.limn.frame.Frame;
import io.limn.label.Palettes;
import io.limn.parsing.LabelLayer;
import io.limn.parsing.Parsing;
import java.util.List;

/**
 * The main layer's ids as an indexed PNG. It serves {@link Output#LABELS} and {@link Output#COLOR} alike: shown, the file is
 * the colours, and read by index it is the ids, at a third of the bytes to compress that an RGB picture would have.
 */
record LabelsRenderer(Output output, Palettes palettes) implements Renderer {
    @Override
    public List<Rendered> render(Frame frame, Parsing parsing, RenderOptions options) {
        LabelLayer layer = parsing.main();
        int[] palette = palettes.palette(options.palette(), layer.labels()).rgb();
        return List.of(Rendered.of(output, IndexedPng.write(layer.width(), layer.height(), layer.ids(), palette)));
    }
}
