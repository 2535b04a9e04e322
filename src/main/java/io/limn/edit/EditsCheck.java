package io.limn.edit;

import io.limn.text.Shown;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Checks that edits are valid, and fit a frame. */
public final class EditsCheck {
    static final int MOST_STROKES = 10_000;
    static final int MOST_POINTS = 200_000;
    static final int MOST_POINTS_OF_A_STROKE = 20_000;
    static final int MOST_KEPT = 256;
    static final int MOST_OVER = 10_000;
    private static final int MOST_NAME = 1024;
    private static final Pattern KEPT = Pattern.compile("persons:\\d{1,3}|(?!persons:)[^:]{1,100}:[^:]{1,100}");
    static final int OUTSIDE = 4096;
    static final double LEAST_SIZE = 0.5;
    static final double MOST_SIZE = 4096;
    static final long MOST_WORK = 2_000_000_000;

    /** The largest width or height that edits may state; whether the frame has it is checked later. */
    private static final int MOST_SIDE = 1 << 16;

    private final Edits edits;
    private final EditFit fit;
    private final Set<Integer> persons;
    private long points;
    private long work;

    private EditsCheck(Edits edits, EditFit fit) {
        this.edits = edits;
        this.fit = fit;
        // edits of other frames may have made more persons; strokes of those that don't exist are left out when they
        // are drawn
        this.persons = fit == null || edits.overOthers() ? null : new HashSet<>(fit.persons());
    }

    /**
     * Checks edits on their own.
     *
     * @throws EditsRefusedException naming the place
     */
    public static void check(Edits edits) {
        new EditsCheck(edits, null).all();
    }

    /**
     * Checks edits against a frame.
     *
     * @throws EditsRefusedException naming the place
     */
    public static void check(Edits edits, EditFit fit) {
        new EditsCheck(edits, fit).all();
    }

    private void all() {
        if (edits.version() == null || edits.version() != Edits.VERSION) {
            throw wrong("version", "this service reads version " + Edits.VERSION);
        }
        side("width", edits.width(), fit == null ? 0 : fit.width());
        side("height", edits.height(), fit == null ? 0 : fit.height());
        over(edits.over());
        if (edits.strokes() == null) {
            throw wrong("strokes", "is missing");
        }
        if (edits.strokes().size() > MOST_STROKES) {
            throw wrong(
                    "strokes",
                    "at most " + MOST_STROKES + " are taken, not "
                            + edits.strokes().size());
        }
        for (int i = 0; i < edits.strokes().size(); i++) {
            Stroke stroke = edits.strokes().get(i);
            String at = "strokes[" + i + "]";
            if (stroke == null) {
                throw wrong(at, "is null");
            }
            stroke(at + ".", stroke);
            if (points > MOST_POINTS) {
                throw wrong(at, "edits have at most " + MOST_POINTS + " points");
            }
            if (work > MOST_WORK) {
                throw wrong(
                        at,
                        "up to here the strokes go over more than " + MOST_WORK
                                + " pixels, each segment and each stroke's own area counted: use smaller brushes, fewer points or fewer strokes");
            }
        }
    }

    private static void over(List<String> frames) {
        if (frames != null && frames.size() > MOST_OVER) {
            throw wrong("over", "at most " + MOST_OVER + " names are taken");
        }
        for (String name : frames == null ? List.<String>of() : frames) {
            if (name == null || name.isBlank() || name.length() > MOST_NAME) {
                throw wrong("over", "each is the name of a frame of the shot, e.g. plate.0001.png");
            }
        }
    }

    private static void side(String name, Integer pixels, int expected) {
        if (pixels == null || pixels < 1 || pixels > MOST_SIDE) {
            throw wrong(name, "the frame's " + name + " in pixels is missing");
        }
        if (expected > 0 && pixels != expected) {
            throw wrong(name, pixels + " is another " + name + " than the frame's, which is " + expected);
        }
    }

    private void stroke(String at, Stroke stroke) {
        long frame = (long) edits.width() * edits.height();
        if (stroke instanceof Stroke.Painting paint) {
            painting(at, paint, frame);
        } else if (stroke instanceof Stroke.Eraser eraser) {
            layer(at, eraser.layer(), true);
            keep(at, eraser.keep());
            brush(at, eraser.points(), eraser.size(), eraser.hardness());
        } else if (stroke instanceof Stroke.Relabel relabel) {
            layer(at, relabel.layer(), false);
            label(at, relabel.layer(), relabel.label());
            point(at + "at", relabel.at(), 2);
            work += 4 * frame;
        } else {
            work += 2 * frame;
            person(at, stroke);
        }
    }

    private void painting(String at, Stroke.Painting paint, long frame) {
        layer(at, paint.layer(), true);
        keep(at, paint.keep());
        if (paint.layer().equals(Stroke.PERSONS)) {
            if (paint.label() != null) {
                throw wrong(at + "label", "in layer persons a person is painted, not a label");
            }
            number(at + "person", paint.person(), 0);
        } else {
            label(at, paint.layer(), paint.label());
            if (paint.person() != null) {
                number(at + "person", paint.person(), 1);
            }
        }
        if (paint.person() != null && paint.person() > 0 && persons != null) {
            persons.add(paint.person());
        }
        if (paint instanceof Stroke.Brush brush) {
            brush(at, brush.points(), brush.size(), brush.hardness());
        } else if (paint instanceof Stroke.Polygon polygon) {
            polygon(at + "points", polygon.points());
        } else if (paint instanceof Stroke.Flood flood) {
            point(at + "at", flood.at(), 2);
            work += 4 * frame;
        }
    }

    private void person(String at, Stroke stroke) {
        if (stroke instanceof Stroke.SwapSides swap) {
            known(at + "person", swap.person());
        } else if (stroke instanceof Stroke.Delete delete) {
            known(at + "person", delete.person());
            gone(delete.person());
        } else if (stroke instanceof Stroke.Merge merge) {
            merge(at + "persons", merge.persons());
        } else if (stroke instanceof Stroke.Split split) {
            split(at, split);
        }
    }

    private void split(String at, Stroke.Split split) {
        known(at + "person", split.person());
        number(at + "into", split.into(), 1);
        if (split.into().equals(split.person()) || persons != null && !persons.add(split.into())) {
            throw wrong(at + "into", "there is a person " + split.into() + " already");
        }
        if (split.line() == null == (split.polygon() == null)) {
            throw wrong(at + "line", "a split has a line or a polygon, and not both");
        }
        if (split.polygon() != null) {
            polygon(at + "polygon", split.polygon());
            return;
        }
        if (split.line().length != 2) {
            throw wrong(at + "line", "a line has two points");
        }
        points(at + "line", split.line(), 2);
        if (split.line()[0][0] == split.line()[1][0] && split.line()[0][1] == split.line()[1][1]) {
            throw wrong(at + "line", "its two points are the same");
        }
    }

    private void merge(String at, List<Integer> ids) {
        if (ids == null || ids.size() < 2 || ids.stream().distinct().count() < ids.size()) {
            throw wrong(at, "two or more different persons are merged");
        }
        IntStream.range(0, ids.size()).forEach(i -> known(at + "[" + i + "]", ids.get(i)));
        work += (long) (ids.size() - 1) * edits.width() * edits.height();
        ids.stream().skip(1).forEach(this::gone);
    }

    private void gone(Integer id) {
        if (persons != null) {
            persons.remove(id);
        }
    }

    private void known(String at, Integer id) {
        number(at, id, 1);
        if (persons != null && !persons.contains(id)) {
            throw wrong(at, "there is no person " + id);
        }
    }

    private static void number(String at, Integer id, int least) {
        if (id == null || id < least || id > 255) {
            String number = "a person's number from " + least + " to 255";
            throw wrong(at, id == null ? "is missing; it is " + number : id + " is not " + number);
        }
    }

    private void layer(String at, String layer, boolean persons) {
        if (layer == null) {
            throw wrong(at + "layer", "is missing");
        }
        if (persons && layer.equals(Stroke.PERSONS)) {
            return;
        }
        if (!persons && layer.equals(Stroke.PERSONS)) {
            throw wrong(at + "layer", "regions of label layers are given other labels, not persons");
        }
        if (fit != null && !fit.labels().containsKey(layer)) {
            throw wrong(
                    at + "layer",
                    "there is no layer '" + Shown.start(layer) + "'; there are: "
                            + String.join(", ", fit.labels().keySet()) + (persons ? ", persons" : ""));
        }
    }

    private static void keep(String at, List<String> names) {
        if (names != null && names.size() > MOST_KEPT) {
            throw wrong(at + "keep", "at most " + MOST_KEPT + " names are taken");
        }
        for (String name : names == null ? List.<String>of() : names) {
            if (name == null || !KEPT.matcher(name).matches()) {
                throw wrong(at + "keep", "a name is a layer and one of its labels, e.g. parts:face, or persons:2");
            }
        }
    }

    private void label(String at, String layer, String label) {
        if (label == null) {
            throw wrong(at + "label", "is missing");
        }
        if (fit != null && !fit.labels().get(layer).contains(label)) {
            throw wrong(at + "label", "layer '" + layer + "' has no label '" + Shown.start(label) + "'");
        }
    }

    private void brush(String at, double[][] path, Double size, Double hardness) {
        if (size == null || !(size >= LEAST_SIZE && size <= MOST_SIZE)) {
            throw wrong(at + "size", number(size) + " is not a number from 0.5 to 4096");
        }
        if (hardness != null && !(hardness >= 0 && hardness <= 1)) {
            throw wrong(at + "hardness", number(hardness) + " is not a number from 0 to 1");
        }
        if (path == null || path.length < 1) {
            throw wrong(at + "points", "is missing; a brush has at least one point");
        }
        points(at + "points", path, 3);
        work += new BrushArea(edits.width(), edits.height(), path, size, 1).cost();
    }

    private void polygon(String at, double[][] corners) {
        if (corners == null || corners.length < 3) {
            throw wrong(at, "a polygon has at least three points");
        }
        points(at, corners, 2);
        work += new PolygonArea(edits.width(), edits.height(), corners).cost();
    }

    private void points(String at, double[][] path, int members) {
        if (path.length > MOST_POINTS_OF_A_STROKE) {
            throw wrong(at, "a stroke has at most " + MOST_POINTS_OF_A_STROKE + " points, not " + path.length);
        }
        points += path.length;
        for (int i = 0; i < path.length; i++) {
            point(at + "[" + i + "]", path[i], members);
        }
    }

    private void point(String at, double[] point, int members) {
        if (point == null || point.length < 2 || point.length > members) {
            throw wrong(at, members == 2 ? "a point is [x, y]" : "a point is [x, y] or [x, y, pressure]");
        }
        boolean near = point[0] >= -OUTSIDE
                && point[1] >= -OUTSIDE
                && point[0] <= edits.width() + OUTSIDE
                && point[1] <= edits.height() + OUTSIDE;
        if (!near) {
            throw wrong(at, "lies more than " + OUTSIDE + " pixels outside the frame");
        }
        if (point.length > 2 && !(point[2] >= 0 && point[2] <= 1)) {
            throw wrong(at, "the pressure is a number from 0 to 1, not " + point[2]);
        }
    }

    private static String number(Double value) {
        return value == null
                ? "nothing"
                : value == Math.rint(value) ? Long.toString(value.longValue()) : value.toString();
    }

    private static EditsRefusedException wrong(String at, String why) {
        return new EditsRefusedException(at + ": " + why);
    }
}
