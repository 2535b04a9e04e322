package io.limn.output;

import io.limn.frame.Frame;
import io.limn.parsing.Parsing;
import java.util.List;

/** The frame itself, for programs that can't read its format, or have no file because it comes from a clip. */
record FrameRenderer() implements Renderer {
    @Override
    public Output output() {
        return Output.FRAME;
    }

    @Override
    public List<Rendered> render(Frame frame, Parsing parsing, RenderOptions options) {
        return render(frame, parsing, options, () -> {});
    }

    @Override
    public List<Rendered> render(Frame frame, Parsing parsing, RenderOptions options, Runnable check) {
        byte[] bgr = frame.bgr();
        int width = frame.width();
        byte[] jpeg = JpegEncoder.fastest()
                .encode(
                        width,
                        frame.height(),
                        (y, rgb) -> {
                            check.run();
                            Rgb.of(bgr, y * width, rgb, 0, width);
                        },
                        options.jpegQuality());
        return List.of(Rendered.of(Output.FRAME, jpeg));
    }
}
