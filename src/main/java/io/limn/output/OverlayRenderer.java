package io.limn.output;

import io.limn.frame.Frame;
import io.limn.label.Palettes;
import io.limn.parsing.LabelLayer;
import io.limn.parsing.Parsing;
import java.util.List;

/** The main layer's colours over the frame, as JPEG. Background pixels are the frame's own. */
record OverlayRenderer(Palettes palettes, JpegEncoder encoder) implements Renderer {
    @Override
    public Output output() {
        return Output.OVERLAY;
    }

    @Override
    public List<Rendered> render(Frame frame, Parsing parsing, RenderOptions options) {
        LabelLayer layer = parsing.main();
        int width = frame.width();
        int[] palette = palettes.palette(options.palette(), layer.labels()).rgb();
        Blend blend = Blend.of(palette, options.opacity());
        byte[] jpeg = encoder.encode(
                width,
                frame.height(),
                (y, row) -> blend.row(frame.bgr(), layer.ids(), y * width, row),
                options.jpegQuality());
        return List.of(Rendered.of(Output.OVERLAY, jpeg));
    }
}
