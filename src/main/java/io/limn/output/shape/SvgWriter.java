package io.limn.output.shape;

import io.limn.output.shape.Shape.Kind;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The shapes of the first key as SVG 1.1 over the frame: a group a matte, in it one path with all its outlines and holes (filled by the
 * even-odd rule), and a group of centre lines. Groups have the mattes' names as ids, titles and Inkscape's layer names.
 */
final class SvgWriter {
    private static final double FILL = 0.5;

    private final StringBuilder svg = new StringBuilder();
    private final Set<String> ids = new HashSet<>();

    private SvgWriter() {}

    static byte[] write(ShapeDocument document) {
        SvgWriter writer = new SvgWriter();
        writer.document(document);
        return writer.svg.toString().getBytes(StandardCharsets.US_ASCII);
    }

    private void document(ShapeDocument document) {
        svg.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\" ")
                .append("xmlns:inkscape=\"http://www.inkscape.org/namespaces/inkscape\" version=\"1.1\" width=\"")
                .append(document.width())
                .append("\" height=\"")
                .append(document.height())
                .append("\" viewBox=\"0 0 ")
                .append(document.width())
                .append(' ')
                .append(document.height())
                .append("\">\n");
        Map<String, List<Shape>> mattes = new LinkedHashMap<>();
        for (Shape shape : document.shapes()) {
            String name = shape.kind() == Kind.CENTRE_LINE ? shape.name() : shape.matte();
            mattes.computeIfAbsent(name, key -> new ArrayList<>()).add(shape);
        }
        int index = 0;
        for (Map.Entry<String, List<Shape>> matte : mattes.entrySet()) {
            boolean line = matte.getValue().get(0).kind() == Kind.CENTRE_LINE;
            svg.append("  <g id=\"")
                    .append(id(matte.getKey()))
                    .append("\" inkscape:groupmode=\"layer\" inkscape:label=\"")
                    .append(Xml.escape(matte.getKey()))
                    .append("\">\n    <title>")
                    .append(Xml.escape(matte.getKey()))
                    .append("</title>\n    <path ");
            String colour = Colours.hex(index++);
            if (line) {
                svg.append("fill=\"none\" stroke=\"").append(colour).append("\" stroke-width=\"2\" d=\"");
            } else {
                svg.append("fill=\"")
                        .append(colour)
                        .append("\" fill-opacity=\"")
                        .append(FILL)
                        .append("\" fill-rule=\"evenodd\" d=\"");
            }
            for (Shape shape : matte.getValue()) {
                path(shape.keys().get(0).vertices(), shape.closed());
            }
            svg.append("\"/>\n  </g>\n");
        }
        svg.append("</svg>\n");
    }

    private void path(double[][] vertices, boolean closed) {
        svg.append('M');
        point(vertices[0][0], vertices[0][1]);
        int curves = closed ? vertices.length : vertices.length - 1;
        for (int i = 0; i < curves; i++) {
            double[] from = vertices[i];
            double[] to = vertices[(i + 1) % vertices.length];
            svg.append(" C");
            point(from[0] + from[4], from[1] + from[5]);
            svg.append(' ');
            point(to[0] + to[2], to[1] + to[3]);
            svg.append(' ');
            point(to[0], to[1]);
        }
        svg.append(closed ? " Z " : " ");
    }

    private void point(double x, double y) {
        svg.append(String.format(Locale.ROOT, "%.2f,%.2f", x, y));
    }

    /** Ids of XML have no slashes, and begin with a letter. */
    private String id(String name) {
        String safe = name.replaceAll("[^A-Za-z0-9._-]", "_");
        String base = safe.matches("[A-Za-z].*") ? safe : "m" + safe;
        String id = base;
        for (int i = 2; !ids.add(id); i++) {
            id = base + "-" + i;
        }
        return id;
    }
}
