package io.limn.output;

import io.limn.frame.Frame;
import io.limn.label.Palettes;
import io.limn.parsing.LabelLayer;
import io.limn.parsing.Parsing;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.util.List;

/** The main layer's colours over the frame, as JPEG. Background pixels are the frame's own. */
record OverlayRenderer(Palettes palettes) implements Renderer {
    @Override
    public Output output() {
        return Output.OVERLAY;
    }

    @Override
    public List<Rendered> render(Frame frame, Parsing parsing, RenderOptions options) {
        LabelLayer layer = parsing.main();
        BufferedImage image = new BufferedImage(frame.width(), frame.height(), BufferedImage.TYPE_3BYTE_BGR);
        byte[] blended = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
        int[] palette = palettes.palette(options.palette(), layer.labels()).rgb();
        Blend.of(palette, options.opacity()).over(frame.bgr(), layer.ids(), blended);
        return List.of(Rendered.of(Output.OVERLAY, JpegEncoder.encode(image, options.jpegQuality())));
    }
}
