package io.limn.edit;

import java.util.List;
import java.util.Optional;

/** Applies strokes, one after the other, to a frame. */
final class StrokeReader {
    private final EditedFrame frame;
    private final PersonEdits persons;
    private final Runnable check;

    /** @param check called repeatedly; what it throws ends the drawing */
    StrokeReader(EditedFrame frame, Runnable check) {
        this.check = check;
        this.frame = frame;
        this.persons = new PersonEdits(frame);
    }

    /** Why the stroke doesn't fit the frame, in words; empty if it was applied. */
    Optional<String> apply(Stroke stroke) {
        if (stroke instanceof Stroke.Painting paint) {
            return paint(paint);
        }
        if (stroke instanceof Stroke.Eraser eraser) {
            return inLayer(eraser.layer(), layer -> {
                Area area = brush(eraser.points(), eraser.size(), eraser.hardness());
                new Paint(new Kept(frame, eraser.keep()).outOf(area), layer, 0, 0, false).on(frame);
                return Optional.empty();
            });
        }
        if (stroke instanceof Stroke.Relabel relabel) {
            return inLayer(relabel.layer(), layer -> relabel(relabel, layer));
        }
        return person(stroke);
    }

    private interface InLayer {
        Optional<String> apply(int layer);
    }

    private Optional<String> inLayer(String name, InLayer then) {
        if (name.equals(Stroke.PERSONS)) {
            return then.apply(Paint.PERSONS);
        }
        int layer = frame.layer(name);
        return layer < 0 ? Optional.of("the model has no layer '" + name + "'") : then.apply(layer);
    }

    private Optional<String> paint(Stroke.Painting paint) {
        return inLayer(paint.layer(), layer -> {
            int id = layer == Paint.PERSONS ? paint.person() : frame.label(layer, paint.label());
            if (id < 0) {
                return Optional.of("layer '" + paint.layer() + "' has no label '" + paint.label() + "'");
            }
            int person = layer == Paint.PERSONS || paint.person() == null ? 0 : paint.person();
            if (paint instanceof Stroke.Flood flood && !frame.isIn(flood.at())) {
                return outside();
            }
            Area area = new Kept(frame, paint.keep()).outOf(area(paint, layer));
            new Paint(area, layer, id, person, Boolean.TRUE.equals(paint.inside())).on(frame);
            new Agreement(area, layer, id).on(frame);
            return Optional.empty();
        });
    }

    private Area area(Stroke.Painting paint, int layer) {
        if (paint instanceof Stroke.Brush brush) {
            return brush(brush.points(), brush.size(), brush.hardness());
        }
        if (paint instanceof Stroke.Polygon polygon) {
            return new PolygonArea(frame.width, frame.height, polygon.points()).area(check);
        }
        double[] at = ((Stroke.Flood) paint).at();
        byte[] map = layer == Paint.PERSONS ? frame.persons : frame.maps.get(layer);
        return ConnectedArea.of(frame.width, frame.height, map, null, (int) at[0], (int) at[1]);
    }

    private Area brush(double[][] points, double size, Double hardness) {
        return new BrushArea(frame.width, frame.height, points, size, hardness == null ? 1 : hardness).area(check);
    }

    private Optional<String> relabel(Stroke.Relabel relabel, int layer) {
        int to = frame.label(layer, relabel.label());
        if (to < 0) {
            return Optional.of("layer '" + relabel.layer() + "' has no label '" + relabel.label() + "'");
        }
        if (!frame.isIn(relabel.at())) {
            return outside();
        }
        int x = (int) relabel.at()[0];
        int y = (int) relabel.at()[1];
        byte[] map = frame.maps.get(layer);
        int from = map[y * frame.width + x] & 0xFF;
        if (from == 0) {
            return Optional.of("nothing is at " + x + ", " + y);
        }
        if (from != to) {
            Area region = Boolean.TRUE.equals(relabel.everywhere())
                    ? ConnectedArea.alike(frame.width, frame.height, map, frame.persons, x, y)
                    : ConnectedArea.of(frame.width, frame.height, map, frame.persons, x, y);
            new Relabel(region, layer, from, to).on(frame);
            new Agreement(region, layer, to).on(frame);
        }
        return Optional.empty();
    }

    private static Optional<String> outside() {
        return Optional.of("the point is outside the frame");
    }

    private Optional<String> person(Stroke stroke) {
        if (stroke instanceof Stroke.Merge merge) {
            return merge(merge.persons());
        }
        int id = stroke instanceof Stroke.SwapSides swap
                ? swap.person()
                : stroke instanceof Stroke.Delete delete ? delete.person() : ((Stroke.Split) stroke).person();
        if (!frame.people.containsKey(id)) {
            return missing(id);
        }
        if (stroke instanceof Stroke.SwapSides) {
            persons.swapSides(id);
        } else if (stroke instanceof Stroke.Delete) {
            persons.delete(id);
        } else if (stroke instanceof Stroke.Split split) {
            if (frame.people.containsKey(split.into())) {
                return Optional.of("there is a person " + split.into() + " already");
            }
            persons.split(id, split.into(), part(split));
        }
        return Optional.empty();
    }

    private Optional<String> merge(List<Integer> ids) {
        for (int id : ids) {
            if (!frame.people.containsKey(id)) {
                return missing(id);
            }
        }
        ids.stream().skip(1).forEach(other -> persons.merge(ids.get(0), other));
        return Optional.empty();
    }

    private static Optional<String> missing(int id) {
        return Optional.of("there is no person " + id);
    }

    private Area part(Stroke.Split split) {
        return split.line() != null
                ? PolygonArea.rightOf(frame.width, frame.height, split.line()[0], split.line()[1])
                : new PolygonArea(frame.width, frame.height, split.polygon()).area(check);
    }
}
