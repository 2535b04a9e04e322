package io.limn.output;

import io.limn.frame.Frame;
import io.limn.label.Groups;
import io.limn.label.LabelSet;
import io.limn.output.matte.MatteFrame;
import io.limn.output.matte.MatteNames;
import io.limn.output.shape.FrameShapes;
import io.limn.output.shape.ShapeDocument;
import io.limn.output.shape.ShapeFormat;
import io.limn.parsing.LabelLayer;
import io.limn.parsing.Parsing;
import java.util.ArrayList;
import java.util.List;

/** Outlines and centre lines as JSON, and in each format asked for as a part of its name. */
record ShapesRenderer(Groups groups) implements Renderer {
    @Override
    public Output output() {
        return Output.SHAPES;
    }

    @Override
    public List<Rendered> render(Frame frame, Parsing parsing, RenderOptions options) {
        List<LabelSet> layers =
                parsing.layers().stream().map(LabelLayer::labels).toList();
        ShapeDocument document = FrameShapes.of(
                MatteFrame.of(frame, parsing),
                parsing,
                new MatteNames(layers, groups),
                options.parts(),
                options.toleranceOfShapes());
        List<Rendered> files = new ArrayList<>();
        files.add(Rendered.of(Output.SHAPES, document.json()));
        for (ShapeFormat format : options.formatsOfShapes()) {
            files.add(new Rendered(Output.SHAPES, format.word(), fileFormat(format), format.write(document)));
        }
        return files;
    }

    private static FileFormat fileFormat(ShapeFormat format) {
        return switch (format) {
            case SVG -> FileFormat.SVG;
            case AFTER_EFFECTS -> FileFormat.EXTENDSCRIPT;
            case NUKE, BLENDER -> FileFormat.PYTHON;
            case SILHOUETTE -> FileFormat.SILHOUETTE;
        };
    }
}
