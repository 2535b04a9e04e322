package io.limn.output.shape;

import io.limn.output.shape.Shape.Kind;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;

/** Draws shapes with the JDK, and compares what is drawn. */
final class Drawing {
    private Drawing() {}

    /** Where the outlines of a matte, less its holes, cover at least half of a pixel. */
    static boolean[] of(ShapeDocument document, String matte) {
        Path2D path = new Path2D.Double(Path2D.WIND_EVEN_ODD);
        for (Shape shape : document.shapes()) {
            if (shape.kind() != Kind.CENTRE_LINE && shape.matte().equals(matte)) {
                append(path, shape.keys().get(0).vertices());
            }
        }
        BufferedImage image = new BufferedImage(document.width(), document.height(), BufferedImage.TYPE_BYTE_GRAY);
        Graphics2D graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        graphics.setColor(Color.WHITE);
        graphics.fill(path);
        graphics.dispose();
        return over(image, 0, 127);
    }

    private static void append(Path2D path, double[][] vertices) {
        path.moveTo(vertices[0][0], vertices[0][1]);
        for (int i = 0; i < vertices.length; i++) {
            double[] from = vertices[i];
            double[] to = vertices[(i + 1) % vertices.length];
            path.curveTo(from[0] + from[4], from[1] + from[5], to[0] + to[2], to[1] + to[3], to[0], to[1]);
        }
        path.closePath();
    }

    /** Where a band of an image is over a value. */
    static boolean[] over(BufferedImage image, int band, int value) {
        boolean[] over = new boolean[image.getWidth() * image.getHeight()];
        for (int i = 0; i < over.length; i++) {
            over[i] = image.getRaster().getSample(i % image.getWidth(), i / image.getWidth(), band) > value;
        }
        return over;
    }

    static int area(boolean[] mask) {
        int area = 0;
        for (boolean there : mask) {
            area += there ? 1 : 0;
        }
        return area;
    }

    /** Intersection over union. */
    static double iou(boolean[] one, boolean[] other) {
        int both = 0;
        int either = 0;
        for (int i = 0; i < one.length; i++) {
            both += one[i] && other[i] ? 1 : 0;
            either += one[i] || other[i] ? 1 : 0;
        }
        return either == 0 ? 1 : (double) both / either;
    }
}
