package io.limn.output.shape;

import io.limn.output.shape.Shape.Key;
import io.limn.output.shape.Shape.Kind;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The shapes for Silhouette: a layer a matte, with an object a shape. Coordinates have their origin in the frame's middle, y down, and the
 * frame's height as unit in both directions; handles are absolute, the one after the vertex first; frames count from 0.
 */
final class FxsWriter {
    private final StringBuilder xml = new StringBuilder();
    private final double width;
    private final double height;
    private final int first;

    private FxsWriter(ShapeDocument document) {
        width = document.width();
        height = document.height();
        first = document.first();
    }

    static byte[] write(ShapeDocument document) {
        FxsWriter writer = new FxsWriter(document);
        writer.document(document);
        return writer.xml.toString().getBytes(StandardCharsets.US_ASCII);
    }

    private void document(ShapeDocument document) {
        int last = document.last() - first;
        xml.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Silhouette width=\"")
                .append(document.width())
                .append("\" height=\"")
                .append(document.height())
                .append("\" workRangeStart=\"0\" workRangeEnd=\"")
                .append(last)
                .append("\" sessionStartFrame=\"")
                .append(first)
                .append("\">\n");
        Map<String, List<Shape>> mattes = new LinkedHashMap<>();
        for (Shape shape : document.shapes()) {
            mattes.computeIfAbsent(shape.matte(), key -> new ArrayList<>()).add(shape);
        }
        int index = 0;
        for (Map.Entry<String, List<Shape>> matte : mattes.entrySet()) {
            double[] colour = Colours.of(index++);
            String rgb = String.format(Locale.ROOT, "(%f,%f,%f)", colour[0], colour[1], colour[2]);
            xml.append("  <Layer type=\"Layer\" label=\"")
                    .append(Xml.escape(matte.getKey()))
                    .append("\" expanded=\"True\">\n    <Properties>\n");
            property("      ", "color", rgb);
            property("      ", "invert", "false");
            property("      ", "mode", "Add");
            xml.append("      <Property id=\"objects\" constant=\"True\" expanded=\"True\">\n");
            matte.getValue().forEach(shape -> object(shape, rgb));
            xml.append("      </Property>\n    </Properties>\n  </Layer>\n");
        }
        xml.append("</Silhouette>\n");
    }

    private void property(String indent, String id, String value) {
        xml.append(indent)
                .append("<Property constant=\"True\" id=\"")
                .append(id)
                .append("\"><Value>")
                .append(value)
                .append("</Value></Property>\n");
    }

    /** Held at 0 where the shape isn't there. */
    private void opacity(String indent, Shape shape) {
        if (shape.first() == null) {
            property(indent, "opacity", "100.000000");
            return;
        }
        xml.append(indent).append("<Property id=\"opacity\">");
        if (shape.first() > first) {
            held(0, 0);
        }
        held(shape.first() - first, 100);
        held(shape.last() + 1 - first, 0);
        xml.append("</Property>\n");
    }

    private void held(int frame, int opacity) {
        xml.append(String.format(Locale.ROOT, "<Key frame=\"%d\" interp=\"hold\">%d.000000</Key>", frame, opacity));
    }

    private void object(Shape shape, String rgb) {
        String indent = "            ";
        xml.append("        <Object type=\"Shape\" label=\"")
                .append(Xml.escape(shape.name()))
                .append("\" shape_type=\"Bezier\" hidden=\"False\" locked=\"False\">\n          <Properties>\n");
        opacity(indent, shape);
        property(indent, "motionBlur", "true");
        property(indent, "outlineColor", rgb);
        property(indent, "mode", shape.kind() == Kind.HOLE ? "Subtract" : "Add");
        property(indent, "invert", "false");
        xml.append(indent).append("<Property id=\"path\">\n");
        for (Key key : shape.keys()) {
            xml.append("              <Key frame=\"")
                    .append(key.frame() - first)
                    .append("\" interp=\"linear\"><Path closed=\"")
                    .append(shape.closed() ? "True" : "False")
                    .append("\" type=\"Bezier\">\n");
            for (double[] vertex : key.vertices()) {
                xml.append("                <Point>");
                point(vertex[0], vertex[1]);
                xml.append(',');
                point(vertex[0] + vertex[4], vertex[1] + vertex[5]);
                xml.append(',');
                point(vertex[0] + vertex[2], vertex[1] + vertex[3]);
                xml.append("</Point>\n");
            }
            xml.append("              </Path></Key>\n");
        }
        xml.append(indent).append("</Property>\n          </Properties>\n        </Object>\n");
    }

    private void point(double x, double y) {
        xml.append(String.format(Locale.ROOT, "(%f,%f)", (x - width / 2) / height, (y - height / 2) / height));
    }
}
