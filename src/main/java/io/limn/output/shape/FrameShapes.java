package io.limn.output.shape;

import io.limn.label.Label;
import io.limn.output.matte.Matte;
import io.limn.output.matte.MatteBounds;
import io.limn.output.matte.MatteFrame;
import io.limn.output.matte.MatteNames;
import io.limn.output.matte.MatteRows;
import io.limn.output.matte.Window;
import io.limn.output.shape.Shape.Key;
import io.limn.output.shape.Shape.Kind;
import io.limn.output.shape.ShapeChoice.LimbMatte;
import io.limn.parsing.LabelLayer;
import io.limn.parsing.Parsing;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes the shapes of a frame from its soft mattes, which are read once, row by row. */
public final class FrameShapes {
    /** A still's only key. */
    private static final int STILL = 1;
    /** Pieces and holes of less than this many squares of the tolerance are left out. */
    private static final double SMALLEST = 16;

    private static final List<String> TRUNK = List.of("torso-front", "torso-back");

    private final MatteFrame frame;
    private final Parsing parsing;
    private final double tolerance;

    private FrameShapes(MatteFrame frame, Parsing parsing, double tolerance) {
        this.frame = frame;
        this.parsing = parsing;
        this.tolerance = tolerance;
    }

    /**
     * @param asked names of mattes; empty for persons, and each one's head, hair, torso, arms and legs as far as they are visible
     * @param tolerance how far a path may be from where coverage is 0.5, in frame pixels; above 0
     * @throws IllegalArgumentException where a name means nothing
     */
    public static ShapeDocument of(
            MatteFrame frame, Parsing parsing, MatteNames names, List<String> asked, double tolerance) {
        ShapeChoice choice = ShapeChoice.of(asked, names, frame, parsing.persons());
        return new FrameShapes(frame, parsing, tolerance).document(choice);
    }

    /** A matte on its way. */
    private record Reading(Matte matte, Window window, ContourTracer tracer) {}

    /** A limb on its way: its cells, and what each label of the layer of body parts is to it. */
    private record LimbReading(LimbMatte limb, LimbPlane plane, LabelLayer layer, byte[] roles) {}

    private ShapeDocument document(ShapeChoice choice) {
        Map<String, Matte> mattes = new LinkedHashMap<>();
        choice.outlines().forEach(matte -> mattes.put(matte.name(), matte));
        choice.limbs().forEach(limb -> mattes.putIfAbsent(limb.matte().name(), limb.matte()));
        List<Reading> readings = new ArrayList<>();
        for (Matte matte : mattes.values()) {
            Window window = MatteBounds.of(matte, frame).window();
            if (window != null && window.width() > 0 && window.height() > 0) {
                readings.add(
                        new Reading(matte, window, new ContourTracer(window.left(), window.top(), window.width())));
            }
        }
        Map<String, LimbReading> limbs = new LinkedHashMap<>();
        for (LimbMatte limb : choice.limbs()) {
            readings.stream()
                    .filter(reading ->
                            reading.matte().name().equals(limb.matte().name()))
                    .forEach(reading -> limbs.put(reading.matte().name(), limbReading(limb, reading.window())));
        }
        read(readings, limbs);
        Map<String, List<Contour>> contours = new LinkedHashMap<>();
        readings.forEach(reading ->
                contours.put(reading.matte().name(), sizeable(reading.tracer().finish())));
        List<Shape> shapes = new ArrayList<>();
        choice.outlines()
                .forEach(matte -> outlines(matte.name(), contours.getOrDefault(matte.name(), List.of()), shapes));
        limbs.forEach((name, reading) -> centreLine(name, reading, contours.get(name), shapes));
        return new ShapeDocument(frame.width(), frame.height(), tolerance, shapes);
    }

    private LimbReading limbReading(LimbMatte limb, Window window) {
        List<String> parts = limb.limb().parts();
        for (LabelLayer layer : parsing.layers()) {
            byte[] roles = new byte[256];
            Arrays.fill(roles, LimbPlane.OTHER);
            boolean known = false;
            for (Label label : layer.labels().labels()) {
                int part = parts.indexOf(label.name());
                known |= part >= 0;
                if (part >= 0 || TRUNK.contains(label.name())) {
                    roles[label.id()] = part >= 0 ? (byte) part : LimbPlane.TRUNK;
                } else if (limb.limb().opposite().contains(label.name())) {
                    roles[label.id()] = LimbPlane.OPPOSITE;
                }
            }
            if (known) {
                return new LimbReading(limb, new LimbPlane(window), layer, roles);
            }
        }
        return new LimbReading(limb, new LimbPlane(window), null, null);
    }

    private void read(List<Reading> readings, Map<String, LimbReading> limbs) {
        MatteRows rows =
                new MatteRows(frame, readings.stream().map(Reading::matte).toList());
        float[] values = new float[frame.width()];
        byte[] roles = new byte[frame.width()];
        for (int y = 0; y < frame.height(); y++) {
            boolean read = false;
            for (Reading reading : readings) {
                Window window = reading.window();
                if (y < window.top() || y >= window.bottom()) {
                    continue;
                }
                if (!read) {
                    rows.read(y);
                    read = true;
                }
                rows.matte(reading.matte(), window.left(), window.right(), values);
                reading.tracer().row(values);
                LimbReading limb = limbs.get(reading.matte().name());
                if (limb != null) {
                    roles(limb, window, y, roles);
                    limb.plane().row(y, values, roles);
                }
            }
        }
    }

    private void roles(LimbReading limb, Window window, int y, byte[] into) {
        Arrays.fill(into, window.left(), window.right(), LimbPlane.OTHER);
        if (limb.layer() == null) {
            return;
        }
        int row = y * frame.width();
        byte[] ids = limb.layer().ids();
        byte[] persons = parsing.personMap().ids();
        for (int x = window.left(); x < window.right(); x++) {
            if ((persons[row + x] & 0xFF) == limb.limb().person().id()) {
                into[x] = limb.roles()[ids[row + x] & 0xFF];
            }
        }
    }

    private List<Contour> sizeable(List<Contour> contours) {
        double least = SMALLEST * tolerance * tolerance;
        return contours.stream()
                .filter(contour -> Math.abs(contour.area()) >= least)
                .sorted(Comparator.comparingDouble((Contour contour) -> -Math.abs(contour.area())))
                .toList();
    }

    private void outlines(String name, List<Contour> contours, List<Shape> shapes) {
        int pieces = 0;
        int holes = 0;
        for (Contour contour : contours) {
            frame.check();
            boolean hole = contour.area() < 0;
            int number = hole ? ++holes : ++pieces;
            String own = hole ? name + "/hole-" + number : number == 1 ? name : name + "/piece-" + number;
            double[][] vertices = Rounding.of(PathFit.closed(contour, tolerance));
            shapes.add(new Shape(
                    own, hole ? Kind.HOLE : Kind.OUTLINE, name, true, List.of(new Key(STILL, vertices, null, null))));
        }
    }

    private void centreLine(String name, LimbReading reading, List<Contour> contours, List<Shape> shapes) {
        frame.check();
        reading.plane().finish();
        CentreLine.of(
                        reading.plane(),
                        reading.limb().limb(),
                        reading.limb().person().keypoints(),
                        contours,
                        tolerance,
                        STILL)
                .ifPresent(key ->
                        shapes.add(new Shape(name + "/centre-line", Kind.CENTRE_LINE, name, false, List.of(key))));
    }
}
