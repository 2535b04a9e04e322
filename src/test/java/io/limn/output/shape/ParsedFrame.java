package io.limn.output.shape;

import io.limn.frame.Frame;
import io.limn.label.Groups;
import io.limn.model.ModelSettings;
import io.limn.model.OnnxParser;
import io.limn.output.matte.Matte;
import io.limn.output.matte.MatteFrame;
import io.limn.output.matte.MatteNames;
import io.limn.output.matte.MatteRows;
import io.limn.output.shape.Shape.Kind;
import io.limn.parsing.Evidence;
import io.limn.parsing.Parser.Timings;
import io.limn.parsing.Parsing;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;

/** A sample with its mattes and shapes. */
record ParsedFrame(String file, int width, int height, MatteFrame soft, MatteNames names, ShapeDocument document) {
    static ParsedFrame of(String file, double tolerance) throws Exception {
        try (OnnxParser parser = OnnxParser.of(new ModelSettings("limn", Path.of("models"), 2))) {
            return of(file, tolerance, List.of(), parser);
        }
    }

    /** @param parts names of the shapes; empty for what the frame has */
    static ParsedFrame of(String file, double tolerance, List<String> parts, OnnxParser parser) throws Exception {
        BufferedImage image = ImageIO.read(Path.of("samples", file).toFile());
        int width = image.getWidth();
        int height = image.getHeight();
        byte[] bgr = new byte[3 * width * height];
        for (int i = 0; i < width * height; i++) {
            int rgb = image.getRGB(i % width, i / width);
            bgr[3 * i] = (byte) rgb;
            bgr[3 * i + 1] = (byte) (rgb >> 8);
            bgr[3 * i + 2] = (byte) (rgb >> 16);
        }
        Frame frame = new Frame(width, height, bgr);
        try (Parsing parsing = parser.parse(frame, Evidence.COVERAGE, Timings.NONE)) {
            MatteNames names = new MatteNames(parser.layers(), Groups.shipped());
            MatteFrame soft = MatteFrame.of(frame, parsing);
            return new ParsedFrame(
                    file, width, height, soft, names, FrameShapes.of(soft, parsing, names, parts, tolerance));
        }
    }

    /** The mattes that have outlines. */
    List<String> outlined() {
        return document.shapes().stream()
                .filter(shape -> shape.kind() != Kind.CENTRE_LINE)
                .map(Shape::matte)
                .distinct()
                .toList();
    }

    /** Where a matte is at least 0.5. */
    boolean[] covered(String name) {
        float[] values = values(name);
        boolean[] covered = new boolean[values.length];
        for (int i = 0; i < covered.length; i++) {
            covered[i] = values[i] >= 0.5f;
        }
        return covered;
    }

    /** A matte's coverage, row-major. */
    float[] values(String name) {
        Matte matte = names.byName(name).orElseThrow();
        MatteRows rows = new MatteRows(soft, List.of(matte));
        float[] values = new float[width * height];
        float[] row = new float[width];
        for (int y = 0; y < height; y++) {
            rows.read(y);
            rows.matte(matte, 0, width, row);
            System.arraycopy(row, 0, values, y * width, width);
        }
        return values;
    }
}
