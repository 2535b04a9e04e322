package io.limn.output.shape;

import io.limn.output.shape.Shape.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes keyed shapes of the shapes of single frames, which come in order. A shape has the same vertices as long as it is the same; where
 * pieces join or part, or it goes or comes, a life ends and another begins. Memory grows with the keys alone.
 */
public final class ShapeTracks {
    /** Boxes that have less in common are of two shapes. */
    private static final double LEAST_LIKENESS = 0.25;
    /** A centre line may be missing in this many frames. */
    private static final int LONGEST_GAP = 3;

    /** A stroke that flashes up for fewer frames is of no use. */
    private static final int SHORTEST_LINE = 3;

    private final double tolerance;
    private final List<ShapeLife> living = new ArrayList<>();
    private final Map<String, List<ShapeLife>> mattes = new LinkedHashMap<>();
    private int width = 1;
    private int height = 1;

    /** @param tolerance of keys in pixels: how far a path between two keys may lie from a frame's own is some of these */
    public ShapeTracks(double tolerance) {
        this.tolerance = tolerance;
    }

    private record Pair(ShapeLife life, Shape shape, double likeness) {}

    /**
     * @param frame its number, above that of the frame before
     * @param motion since the frame that was added last
     */
    public void add(int frame, ShapeDocument document, Motion motion) {
        width = document.width();
        height = document.height();
        List<Pair> pairs = new ArrayList<>();
        for (ShapeLife life : living) {
            for (Shape shape : document.shapes()) {
                double likeness = life.likeness(shape, motion);
                if (likeness >= LEAST_LIKENESS) {
                    pairs.add(new Pair(life, shape, likeness));
                }
            }
        }
        pairs.sort(Comparator.comparingDouble((Pair pair) -> -pair.likeness()));
        List<Shape> unclaimed = new ArrayList<>(document.shapes());
        List<ShapeLife> waiting = new ArrayList<>(living);
        for (Pair pair : pairs) {
            if (waiting.contains(pair.life())
                    && unclaimed.contains(pair.shape())
                    && pair.life().goesOn(pair.shape(), frame, motion)) {
                waiting.remove(pair.life());
                unclaimed.remove(pair.shape());
            }
        }
        waiting.forEach(life -> {
            if (life.kind != Kind.CENTRE_LINE || frame - life.lastFrame() > LONGEST_GAP) {
                living.remove(life);
            }
        });
        for (Shape shape : unclaimed) {
            ShapeLife life = ShapeLife.begin(shape, frame, tolerance);
            living.removeIf(other ->
                    other.kind == Kind.CENTRE_LINE && life.kind == Kind.CENTRE_LINE && other.matte.equals(life.matte));
            living.add(life);
            mattes.computeIfAbsent(shape.matte(), matte -> new ArrayList<>()).add(life);
        }
    }

    /** All shapes with their keys: those of a matte one after another, by falling area. */
    public ShapeDocument finish() {
        List<Shape> shapes = new ArrayList<>();
        mattes.forEach((matte, lives) -> {
            Map<Kind, Integer> counts = new HashMap<>();
            lives.stream()
                    .filter(life -> life.kind != Kind.CENTRE_LINE || life.frames() >= SHORTEST_LINE)
                    .sorted(Comparator.comparingDouble((ShapeLife life) -> -life.largest()))
                    .sorted(Comparator.comparing((ShapeLife life) -> life.kind == Kind.CENTRE_LINE))
                    .forEach(life ->
                            shapes.add(life.finish(name(matte, life.kind, counts.merge(life.kind, 1, Integer::sum)))));
        });
        return new ShapeDocument(width, height, tolerance, shapes);
    }

    private static String name(String matte, Kind kind, int number) {
        return switch (kind) {
            case OUTLINE -> number == 1 ? matte : matte + "/piece-" + number;
            case HOLE -> matte + "/hole-" + number;
            case CENTRE_LINE -> matte + "/centre-line" + (number == 1 ? "" : "-" + number);
        };
    }
}
