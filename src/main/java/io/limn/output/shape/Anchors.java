package io.limn.output.shape;

import io.limn.output.shape.Shape.Source;
import io.limn.parsing.Keypoint;
import java.util.ArrayList;
import java.util.List;

/**
 * The points that a limb's centre line goes through: the joints that the network found inside the limb, else where its parts touch, else
 * the end of what is visible. For one thread.
 */
final class Anchors {
    private static final double OF_PARTS = 0.5;
    private static final double GUESSED = 0.25;
    /** A joint farther outside the limb than this many thicknesses and this share of the limb's length is another's, or hidden. */
    private static final double NEAR = 1.2;

    private static final double NEAR_OF_LENGTH = 0.08;
    /** A limb's taper: going this far along it must not pay. */
    private static final double FLAT = 0.4;
    /** Parts of fewer cells are noise. */
    private static final int LEAST = 4;

    /**
     * A point of the line.
     *
     * @param place 0..3 from the trunk outwards
     * @param cell of the plane
     */
    record Anchor(int place, int cell, Source source, double confidence) {}

    private final LimbPlane plane;
    private final Limb limb;
    private final Anchor[] found = new Anchor[4];
    private final int[] sizes = new int[3];

    private Anchors(LimbPlane plane, Limb limb) {
        this.plane = plane;
        this.limb = limb;
    }

    /** From the trunk outwards; fewer than two where the limb can't be told. */
    static List<Anchor> of(LimbPlane plane, Limb limb, List<Keypoint> joints) {
        Anchors anchors = new Anchors(plane, limb);
        anchors.count();
        anchors.takeJoints(joints);
        anchors.takeBorders();
        anchors.takeTip();
        anchors.guess(joints);
        List<Anchor> line = new ArrayList<>();
        for (Anchor anchor : anchors.found) {
            if (anchor != null && (line.isEmpty() || line.get(line.size() - 1).cell() != anchor.cell())) {
                line.add(anchor);
            }
        }
        return line;
    }

    private void count() {
        for (int cell = 0; cell < plane.cells(); cell++) {
            int part = plane.part(cell);
            if (part >= 0 && part < sizes.length) {
                sizes[part]++;
            }
        }
    }

    private boolean has(int part) {
        return part >= 0 && part < sizes.length && sizes[part] >= LEAST;
    }

    private void takeJoints(List<Keypoint> joints) {
        double length = Math.max(plane.width(), plane.height());
        double reach = Math.max(2, Math.max(NEAR * plane.thickest(), NEAR_OF_LENGTH * length));
        for (int place = 0; place < 3; place++) {
            String name = limb.joint(place);
            for (Keypoint joint : joints) {
                if (joint.name().equals(name)) {
                    int cell = middle(plane.column(joint.x()), plane.row(joint.y()), reach);
                    if (cell >= 0) {
                        found[place] = new Anchor(place, cell, Source.JOINT, joint.score());
                    }
                }
            }
        }
    }

    /**
     * The middle of the limb near a point: as far from the edge as can be had for a short way. -1 where none of the limb is near.
     */
    private int middle(double x, double y, double reach) {
        int best = -1;
        double most = -Double.MAX_VALUE;
        for (int cell = 0; cell < plane.cells(); cell++) {
            if (plane.distance(cell) > 0) {
                double apart = Math.hypot(cell % plane.width() - x, cell / plane.width() - y);
                double value = plane.distance(cell) - FLAT * apart;
                if (apart <= reach && value > most) {
                    most = value;
                    best = cell;
                }
            }
        }
        return best;
    }

    /** Missing joints lie where two parts touch: the first where the limb touches the trunk. */
    private void takeBorders() {
        for (int place = 0; place < 3; place++) {
            int inner = place - 1;
            if (found[place] == null && has(place) && (place == 0 || has(inner))) {
                int cell = border(place, place == 0 ? LimbPlane.TRUNK : inner);
                if (cell >= 0) {
                    found[place] = new Anchor(place, cell, Source.PARTS, OF_PARTS);
                }
            }
        }
    }

    private int border(int part, int other) {
        double x = 0;
        double y = 0;
        int count = 0;
        for (int cell = 0; cell < plane.cells(); cell++) {
            if (plane.part(cell) == part && touches(cell, other)) {
                x += cell % plane.width();
                y += cell / plane.width();
                count++;
            }
        }
        return count == 0 ? -1 : middle(x / count, y / count, plane.cells());
    }

    private boolean touches(int cell, int other) {
        int x = cell % plane.width();
        return x > 0 && plane.around(cell - 1) == other
                || x < plane.width() - 1 && plane.around(cell + 1) == other
                || cell >= plane.width() && plane.around(cell - plane.width()) == other
                || cell + plane.width() < plane.cells() && plane.around(cell + plane.width()) == other;
    }

    /** The palm is the middle of the hand, the toe the end of the foot. */
    private void takeTip() {
        if (!has(2)) {
            return;
        }
        int inner = found[2] != null ? found[2].cell() : -1;
        int cell = limb.endsInTheMiddle() || inner < 0 ? centre(2) : farthest(2, inner);
        if (cell >= 0) {
            found[3] = new Anchor(3, cell, Source.PARTS, OF_PARTS);
        }
    }

    /** The middle of a part, near its centre of gravity: its thickest place may lie at its border. */
    private int centre(int part) {
        double x = 0;
        double y = 0;
        for (int cell = 0; cell < plane.cells(); cell++) {
            if (plane.part(cell) == part) {
                x += cell % plane.width() / (double) sizes[part];
                y += cell / plane.width() / (double) sizes[part];
            }
        }
        int best = -1;
        double most = -Double.MAX_VALUE;
        for (int cell = 0; cell < plane.cells(); cell++) {
            double value = plane.distance(cell) - FLAT * Math.hypot(cell % plane.width() - x, cell / plane.width() - y);
            if (plane.part(cell) == part && value > most) {
                most = value;
                best = cell;
            }
        }
        return best;
    }

    private int thickest(int part) {
        int best = -1;
        for (int cell = 0; cell < plane.cells(); cell++) {
            if (plane.part(cell) == part && (best < 0 || plane.distance(cell) > plane.distance(best))) {
                best = cell;
            }
        }
        return best;
    }

    /** The cell of a part that is farthest from another one, among those that are not at the edge. */
    private int farthest(int part, int from) {
        int thickest = thickest(part);
        if (thickest < 0) {
            return -1;
        }
        double least = 0.5 * plane.distance(thickest);
        int best = -1;
        double most = -1;
        for (int cell = 0; cell < plane.cells(); cell++) {
            if (plane.part(cell) == part && plane.distance(cell) >= least) {
                double apart = apart(cell, from);
                if (apart > most) {
                    most = apart;
                    best = cell;
                }
            }
        }
        return best;
    }

    private double apart(int a, int b) {
        return Math.hypot(a % plane.width() - b % plane.width(), a / plane.width() - b / plane.width());
    }

    /** Where a part is visible and one of its ends is not known, the line goes to the end of what is visible of it. */
    private void guess(List<Keypoint> joints) {
        for (int part = 0; part < 3; part++) {
            if (!has(part)) {
                continue;
            }
            if (found[part] == null && found[part + 1] == null) {
                int one = farthest(part, thickest(part));
                int other = one < 0 ? -1 : farthest(part, one);
                boolean swap = one >= 0 && other >= 0 && runsBack(part, one, other, joints);
                take(part, swap ? other : one);
                take(part + 1, swap ? one : other);
            } else if (found[part] == null) {
                take(part, farthest(part, found[part + 1].cell()));
            } else if (found[part + 1] == null && part < 2) {
                take(part + 1, farthest(part, found[part].cell()));
            }
        }
    }

    /** Whether a part's ends are the wrong way round, by the nearest places that are known to either side, inside the limb or not. */
    private boolean runsBack(int part, int first, int last, List<Keypoint> joints) {
        double change = 0;
        double[] outer = nearest(part + 1, 1, joints);
        double[] inner = nearest(part, -1, joints);
        if (outer != null) {
            change += apart(first, outer) - apart(last, outer);
        }
        if (inner != null) {
            change += apart(last, inner) - apart(first, inner);
        }
        return change < 0;
    }

    /** Column and row of the first known place from one on, outwards or inwards; null where none is known. */
    private double[] nearest(int from, int step, List<Keypoint> joints) {
        for (int place = from; place >= 0 && place < found.length; place += step) {
            if (found[place] != null) {
                int cell = found[place].cell();
                return new double[] {cell % plane.width(), cell / plane.width()};
            }
            for (Keypoint joint : joints) {
                if (place < 3 && joint.name().equals(limb.joint(place))) {
                    return new double[] {plane.column(joint.x()), plane.row(joint.y())};
                }
            }
        }
        return null;
    }

    private double apart(int cell, double[] point) {
        return Math.hypot(cell % plane.width() - point[0], cell / plane.width() - point[1]);
    }

    private void take(int place, int cell) {
        if (cell >= 0) {
            found[place] = new Anchor(place, cell, Source.GUESS, GUESSED);
        }
    }
}
