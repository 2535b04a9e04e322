package io.limn.shot.steady;

import io.limn.parsing.CellGrid;
import io.limn.parsing.Person;
import io.limn.shot.flow.Luma;
import io.limn.shot.flow.Still;
import io.limn.shot.track.Tracks;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Steadies the frames of a shot, one after the other. Each is weighed against what all earlier frames said, carried along by optical
 * flow, and against the frame after it; where the flow can't be trusted (what was hidden appears, or another scene begins) the frame's
 * own answer stands. Persons keep their numbers. Holds two frames' cells, however long the shot is. Not thread-safe.
 */
public final class Steadier {
    /** A person with fewer cells than this is none, unless there is no other. */
    private static final int FEWEST_CELLS = 4;

    private final boolean reuse;
    private final PeopleLabels people = new PeopleLabels();
    private Tracks tracks = new Tracks();
    private FrameCells earlier;
    private Luma earlierLuma;
    private Motion motion;
    private Seen expected;

    public Steadier() {
        this(false);
    }

    /** @param reuse whether motion is searched only where a frame differs from the one before by more than noise */
    public Steadier(boolean reuse) {
        this.reuse = reuse;
    }

    /**
     * @param now the frame
     * @param next the frame after it; null at the end
     */
    public Steadied steady(Seen now, Seen next) {
        people.learn(now.parsing());
        Motion before = before(now);
        Motion after = next != null && now.cells().isLike(next.cells())
                ? motion(now.luma(), next.luma(), now.cells().grid())
                : null;
        boolean first = earlier == null;
        boolean cut = !first && (before == null || before.isCut());
        Warp back = first || cut ? null : before.toEarlier();
        Warp ahead = after == null || after.isCut() ? null : after.toLater();

        FrameCells cells = now.cells();
        List<float[]> layers = new ArrayList<>();
        for (int i = 0; i < cells.layers().size(); i++) {
            int planes = cells.labels().get(i).size();
            layers.add(Blend.of(
                    cells.layers().get(i),
                    planes,
                    back == null ? null : back.carry(earlier.layers().get(i), planes),
                    back == null ? null : back.trust(),
                    ahead == null ? null : ahead.carry(next.cells().layers().get(i), planes),
                    ahead == null ? null : ahead.trust()));
        }
        float[] carried = back == null ? null : back.carry(earlier.persons(), earlier.personPlanes());
        int[] numbers = tracks.number(now.frame(), now.parsing(), cells.persons(), cells.personPlanes(), carried);
        float[] persons = persons(cells, numbers, carried, back);
        FrameCells steady =
                cells.with(layers, persons, persons.length / cells.grid().cells());

        Steadied result = new Steadied(
                SteadyParsing.of(steady, people.of(cells.labels().get(0).size()), details(now, numbers)),
                cut,
                confidence(steady),
                changed(cells, steady));
        earlier = steady;
        earlierLuma = now.luma();
        motion = after;
        expected = next;
        return result;
    }

    private Motion before(Seen now) {
        if (earlier == null || !earlier.isLike(now.cells())) {
            return null;
        }
        return expected == now && motion != null
                ? motion
                : motion(earlierLuma, now.luma(), now.cells().grid());
    }

    private Motion motion(Luma one, Luma next, CellGrid grid) {
        return Motion.between(one, next, reuse ? Still.between(one, next) : Still.NOWHERE, grid);
    }

    /** The frame's persons by their numbers, weighed against the carried ones. */
    private float[] persons(FrameCells cells, int[] numbers, float[] carried, Warp back) {
        int count = cells.grid().cells();
        int planes = tracks.highest() + 1;
        float[] now = new float[planes * count];
        System.arraycopy(cells.persons(), 0, now, 0, count);
        boolean[] found = new boolean[planes];
        for (int person = 1; person < cells.personPlanes(); person++) {
            int number = numbers[person];
            found[number] = number > 0;
            for (int cell = 0; cell < count; cell++) {
                now[number * count + cell] += cells.persons()[person * count + cell];
            }
        }
        if (carried == null) {
            return withoutTiny(now, planes, count);
        }
        float[] before = new float[planes * count];
        System.arraycopy(carried, 0, before, 0, Math.min(carried.length, before.length));
        unmerge(now, before, found, planes, count);
        return withoutTiny(Blend.of(now, planes, before, back.trust(), null, null), planes, count);
    }

    /** Two persons whom the frame found as one share its mask as they did before. */
    private static void unmerge(float[] now, float[] before, boolean[] found, int planes, int count) {
        for (int cell = 0; cell < count; cell++) {
            float all = 0;
            float hidden = 0;
            for (int plane = 1; plane < planes; plane++) {
                all += before[plane * count + cell];
                hidden += found[plane] ? 0 : before[plane * count + cell];
            }
            if (hidden < 0.5f * all || all < 0.25f) {
                continue;
            }
            float moved = 0;
            for (int plane = 1; plane < planes; plane++) {
                if (found[plane]) {
                    float part = now[plane * count + cell] * hidden / all;
                    now[plane * count + cell] -= part;
                    moved += part;
                }
            }
            for (int plane = 1; plane < planes; plane++) {
                if (!found[plane]) {
                    now[plane * count + cell] += moved * before[plane * count + cell] / hidden;
                }
            }
        }
    }

    /** A person of very few cells is none; they go to the largest person. */
    private static float[] withoutTiny(float[] persons, int planes, int count) {
        int[] cells = new int[planes];
        for (int cell = 0; cell < count; cell++) {
            int best = 0;
            for (int plane = 1; plane < planes; plane++) {
                best = persons[plane * count + cell] > persons[best * count + cell] ? plane : best;
            }
            cells[best]++;
        }
        int largest = 0;
        for (int plane = 1; plane < planes; plane++) {
            largest = largest == 0 || cells[plane] > cells[largest] ? plane : largest;
        }
        for (int plane = 1; plane < planes; plane++) {
            if (cells[plane] >= FEWEST_CELLS || plane == largest) {
                continue;
            }
            for (int cell = 0; cell < count; cell++) {
                persons[largest * count + cell] += persons[plane * count + cell];
                persons[plane * count + cell] = 0;
            }
        }
        return persons;
    }

    private static Map<Integer, PersonDetail> details(Seen now, int[] numbers) {
        Map<Integer, PersonDetail> details = new HashMap<>();
        for (Person person : now.parsing().persons()) {
            // The largest comes first, and stands for those that turned out to be the same person.
            details.putIfAbsent(numbers[person.id()], new PersonDetail(person.score(), person.keypoints()));
        }
        return details;
    }

    private float confidence(FrameCells cells) {
        int count = cells.grid().cells();
        float[] main = cells.layers().get(0);
        double sum = 0;
        int somebody = 0;
        for (int cell = 0; cell < count; cell++) {
            int label = winner(main, cell, count);
            if (people.is(label)) {
                sum += main[label * count + cell];
                somebody++;
            }
        }
        return somebody == 0 ? 1 : (float) (sum / somebody);
    }

    private float changed(FrameCells alone, FrameCells steady) {
        int count = alone.grid().cells();
        int changed = 0;
        int somebody = 0;
        for (int cell = 0; cell < count; cell++) {
            int before = winner(alone.layers().get(0), cell, count);
            int after = winner(steady.layers().get(0), cell, count);
            if (people.is(before) || people.is(after)) {
                somebody++;
                changed += before == after ? 0 : 1;
            }
        }
        return somebody == 0 ? 0 : (float) changed / somebody;
    }

    private static int winner(float[] planes, int cell, int count) {
        int best = 0;
        for (int at = cell + count, plane = 1; at < planes.length; at += count, plane++) {
            best = planes[at] > planes[best * count + cell] ? plane : best;
        }
        return best;
    }

    /** Everything that the next frame depends on but the frame itself; with {@link #resume} the run goes on as if never cut. */
    public SteadyState state() {
        return new SteadyState(tracks, people, earlier);
    }

    /**
     * Goes on behind a frame.
     *
     * @param last the last frame that was steadied, seen anew
     */
    public void resume(SteadyState state, Seen last) {
        tracks = state.tracks();
        people.become(state.people());
        CellGrid grid = last.cells().grid();
        if (state.cells().grid().equals(grid)) {
            earlier = state.cells();
            earlierLuma = last.luma();
        }
    }
}
