package io.limn.output;

import io.limn.frame.Frame;
import io.limn.label.Palettes;
import io.limn.parsing.LabelLayer;
import io.limn.parsing.Parsing;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * A map of ids as an 8-bit PNG: grey, where the value is the id in every reader, or indexed, where the palette shows it in colour.
 * Both have the same image data, so a map that two outputs show is compressed once.
 *
 * @param ids of a parsing, {@code height*width} unsigned bytes, row-major
 * @param colours 256 as 0xRRGGBB; null for grey
 */
record MaskRenderer(Output output, Function<Parsing, byte[]> ids, Colours colours) implements Renderer {
    /** The colours of a map. */
    @FunctionalInterface
    interface Colours {
        int[] of(Parsing parsing, RenderOptions options);
    }

    static MaskRenderer color(Palettes palettes) {
        return new MaskRenderer(Output.COLOR, MaskRenderer::main, (parsing, options) -> palettes.palette(
                        options.palette(), parsing.main().labels())
                .rgb());
    }

    static MaskRenderer labels() {
        return new MaskRenderer(Output.LABELS, MaskRenderer::main, null);
    }

    static MaskRenderer anatomy() {
        return new MaskRenderer(Output.ANATOMY, MaskRenderer::second, null);
    }

    static MaskRenderer persons() {
        return new MaskRenderer(Output.PERSONS, parsing -> parsing.personMap().ids(), null);
    }

    @Override
    public List<Rendered> render(Frame frame, Parsing parsing, RenderOptions options) {
        return render(parsing, options, new IdentityHashMap<>(), () -> {});
    }

    /**
     * @param compressed the image data of the frame's maps that were compressed before, by map
     * @param check called between rows; what it throws comes out of here
     */
    List<Rendered> render(Parsing parsing, RenderOptions options, Map<byte[], byte[]> compressed, Runnable check) {
        int width = parsing.width();
        int height = parsing.height();
        byte[] map = ids.apply(parsing);
        byte[] data = compressed.computeIfAbsent(map, values -> MapDeflater.deflate(values, width, height, check));
        PngFile png = new PngFile(width, height, 8);
        return List.of(Rendered.of(
                output, colours == null ? png.grey(data) : png.indexed(data, colours.of(parsing, options))));
    }

    private static byte[] main(Parsing parsing) {
        return parsing.main().ids();
    }

    private static byte[] second(Parsing parsing) {
        List<LabelLayer> layers = parsing.layers();
        if (layers.size() < 2) {
            throw new IllegalArgumentException("the parsing has no second label layer");
        }
        return layers.get(1).ids();
    }
}
