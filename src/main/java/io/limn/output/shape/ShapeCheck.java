package io.limn.output.shape;

import java.util.Arrays;

/** Checks a document that was read against its format; every writer relies on it. */
final class ShapeCheck {
    private static final int NUMBERS = 6;

    private ShapeCheck() {}

    static void check(ShapeDocument document) {
        require(document.width() > 0 && document.height() > 0, "the frame's size is not there");
        for (Shape shape : document.shapes()) {
            require(shape != null && shape.name() != null && shape.matte() != null, "a shape has no name or no matte");
            require(shape.kind() != null, "shape '" + shape.name() + "' has no kind");
            require(!shape.keys().isEmpty(), "shape '" + shape.name() + "' has no keys");
            require(
                    shape.first() == null && shape.last() == null
                            || shape.first() != null && shape.last() != null && shape.first() <= shape.last(),
                    "shape '" + shape.name() + "' has not both a first and a last frame");
            int count = -1;
            int before = Integer.MIN_VALUE;
            for (Shape.Key key : shape.keys()) {
                require(
                        key != null && key.vertices() != null && key.vertices().length > 1,
                        "shape '" + shape.name() + "' has a key of less than two vertices");
                require(
                        count < 0 || count == key.vertices().length,
                        "shape '" + shape.name() + "' has keys of unequal vertices");
                require(key.frame() > before, "shape '" + shape.name() + "' has keys out of order");
                count = key.vertices().length;
                before = key.frame();
                for (double[] vertex : key.vertices()) {
                    require(
                            vertex != null
                                    && vertex.length == NUMBERS
                                    && Arrays.stream(vertex).allMatch(Double::isFinite),
                            "shape '" + shape.name() + "' has a vertex that is not six numbers");
                }
                require(
                        key.radii() == null || key.radii().length == count,
                        "shape '" + shape.name() + "' has not one radius per vertex");
            }
        }
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException("it breaks the format of shapes: " + otherwise);
        }
    }
}
