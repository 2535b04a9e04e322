package io.limn.output;

import io.limn.frame.Frame;
import io.limn.label.Palettes;
import io.limn.parsing.LabelLayer;
import io.limn.parsing.Parsing;
import java.util.List;

/** The main layer's colours over the frame, as JPEG. Background pixels are the frame's own. */
record OverlayRenderer(Palettes palettes) implements Renderer {
    @Override
    public Output output() {
        return Output.OVERLAY;
    }

    @Override
    public List<Rendered> render(Frame frame, Parsing parsing, RenderOptions options) {
        return render(frame, parsing, options, () -> {});
    }

    @Override
    public List<Rendered> render(Frame frame, Parsing parsing, RenderOptions options, Runnable check) {
        LabelLayer layer = parsing.main();
        int width = frame.width();
        int[] palette = palettes.palette(options.palette(), layer.labels()).rgb();
        Blend blend = Blend.of(palette, options.opacity());
        byte[] jpeg = JpegEncoder.fastest()
                .encode(
                        width,
                        frame.height(),
                        (y, row) -> {
                            check.run();
                            blend.row(frame.bgr(), layer.ids(), y * width, width, row);
                        },
                        options.jpegQuality());
        return List.of(Rendered.of(Output.OVERLAY, jpeg));
    }
}
