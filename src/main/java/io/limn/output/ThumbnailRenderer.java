package io.limn.output;

import io.limn.frame.Frame;
import io.limn.parsing.Parsing;
import java.util.List;

/** A small copy of the frame: means over boxes of pixels. Where pixels are not square it is as wide as the frame is shown. */
record ThumbnailRenderer() implements Renderer {
    private static final int LONGER_SIDE = 256;

    @Override
    public Output output() {
        return Output.THUMBNAIL;
    }

    @Override
    public List<Rendered> render(Frame frame, Parsing parsing, RenderOptions options) {
        return render(frame, parsing, options, () -> {});
    }

    @Override
    public List<Rendered> render(Frame frame, Parsing parsing, RenderOptions options, Runnable check) {
        double scale = Math.min(1, (double) LONGER_SIDE / Math.max(frame.shownWidth(), frame.height()));
        int width = (int) Math.max(1, Math.round(frame.shownWidth() * scale));
        int height = (int) Math.max(1, Math.round(frame.height() * scale));
        byte[] jpeg = JpegEncoder.fastest()
                .encode(
                        width,
                        height,
                        (y, rgb) -> {
                            check.run();
                            row(frame, y, width, height, rgb);
                        },
                        options.jpegQuality());
        return List.of(Rendered.of(Output.THUMBNAIL, jpeg));
    }

    private static void row(Frame frame, int y, int width, int height, byte[] rgb) {
        int top = (int) ((long) y * frame.height() / height);
        int bottom = Math.max(top + 1, (int) ((y + 1L) * frame.height() / height));
        for (int x = 0; x < width; x++) {
            int left = (int) ((long) x * frame.width() / width);
            int right = Math.max(left + 1, (int) ((x + 1L) * frame.width() / width));
            mean(frame, left, top, right, bottom, rgb, 3 * x);
        }
    }

    private static void mean(Frame frame, int left, int top, int right, int bottom, byte[] rgb, int to) {
        byte[] bgr = frame.bgr();
        int count = (right - left) * (bottom - top);
        int blue = count / 2;
        int green = count / 2;
        int red = count / 2;
        for (int y = top; y < bottom; y++) {
            for (int x = left, at = (y * frame.width() + left) * 3; x < right; x++, at += 3) {
                blue += bgr[at] & 0xFF;
                green += bgr[at + 1] & 0xFF;
                red += bgr[at + 2] & 0xFF;
            }
        }
        rgb[to] = (byte) (red / count);
        rgb[to + 1] = (byte) (green / count);
        rgb[to + 2] = (byte) (blue / count);
    }
}
