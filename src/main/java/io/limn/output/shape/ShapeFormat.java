package io.limn.output.shape;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The formats that shapes are written in besides their JSON, each from that JSON alone. */
public enum ShapeFormat {
    SVG("svg", "svg", SvgWriter::write),
    AFTER_EFFECTS("ae", "jsx", ScriptWriter::afterEffects),
    NUKE("nuke", "py", ScriptWriter::nuke),
    SILHOUETTE("fxs", "fxs", FxsWriter::write),
    BLENDER("blender", "py", ScriptWriter::blender);

    private final String word;
    private final String extension;
    private final Function<ShapeDocument, byte[]> writer;

    ShapeFormat(String word, String extension, Function<ShapeDocument, byte[]> writer) {
        this.word = word;
        this.extension = extension;
        this.writer = writer;
    }

    /** What it is called in options and folders. */
    public String word() {
        return word;
    }

    /** Of its files, without the dot. */
    public String extension() {
        return extension;
    }

    public byte[] write(ShapeDocument document) {
        return writer.apply(document);
    }

    /** All words, in order. */
    public static List<String> words() {
        return Arrays.stream(values()).map(ShapeFormat::word).toList();
    }

    /** Empty where there is none of this name. */
    public static Optional<ShapeFormat> byWord(String word) {
        return Arrays.stream(values())
                .filter(format -> format.word.equals(word))
                .findFirst();
    }
}
