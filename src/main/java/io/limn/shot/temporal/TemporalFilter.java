package io.limn.shot.temporal;

import io.limn.parsing.Person;
import io.limn.shot.track.Tracks;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Filters the frames of a shot over time, one after the other. Each is averaged with all earlier frames, carried along by optical flow, and with
 * the frames after it; where the flow can't be trusted (something hidden appears, or another scene begins) the frame's own estimate is
 * kept. Persons keep their numbers. Holds the cells of a frame and of the few after it, however long the shot is. Not thread-safe.
 */
public final class TemporalFilter {
    /** The largest number of frames after a frame that are used for it. */
    private static final int AHEAD = 4;

    /** The frames held ahead have no more pixels than this together. */
    private static final long PIXELS_AHEAD = 50_000_000;

    /** The largest weight of the previous frame's result; a frame itself has 1. */
    private static final float ANSWER = 6;

    private final ForwardPass forward;
    private final PeopleLabels people = new PeopleLabels();
    private final Deque<FilterStep> steps = new ArrayDeque<>();
    private Tracks tracks = new Tracks();
    private Estimate past;
    private int[] numbers;
    private Estimate answer;

    public TemporalFilter() {
        this(false);
    }

    /** @param reuse whether motion is searched only where a frame differs from the one before by more than noise */
    public TemporalFilter(boolean reuse) {
        forward = new ForwardPass(reuse);
    }

    /** How many frames after one of this size are used: fewer if they are large, since they stay in memory. */
    public static int lookahead(long pixels) {
        return (int) Math.max(1, Math.min(AHEAD, PIXELS_AHEAD / Math.max(1, pixels)));
    }

    /**
     * @param now the frame
     * @param later the frames after it in order, including those passed in earlier calls; empty at the end or without look-ahead
     */
    public FilteredFrame apply(ParsedFrame now, List<ParsedFrame> later) {
        people.learn(now.parsing());
        if (steps.isEmpty()) {
            steps.add(forward.advance(now));
        }
        if (steps.peekFirst().parsed() != now) {
            throw new IllegalArgumentException("frames are filtered in the order in which they were added");
        }
        for (ParsedFrame next : later.subList(Math.min(later.size(), steps.size() - 1), later.size())) {
            steps.add(forward.advance(next));
        }
        FilterStep step = steps.poll();
        Unchanged unchanged = unchanged(step);
        Estimate estimate = withPreviousResult(step, withLater(step, unchanged), unchanged);
        FrameCells steady =
                estimate.cells().with(PersonPlanes.withoutTiny(estimate.cells().persons()));
        tracks = step.tracks();
        past = step.past();
        numbers = step.numbers();
        answer = estimate.with(steady);
        return new FilteredFrame(
                FilteredParsing.of(steady, people.of(steady.labels().get(0).size()), details(now, step.numbers())),
                step.cut(),
                ResultMeasures.confidence(steady, people),
                ResultMeasures.changed(now.cells(), steady, people));
    }

    /** The estimate for a frame from those before and after it. */
    private Estimate withLater(FilterStep step, Unchanged unchanged) {
        Deque<FilterStep> scene = new ArrayDeque<>();
        for (FilterStep next : steps) {
            if (next.fresh()) {
                break;
            }
            scene.push(next);
        }
        if (scene.isEmpty()) {
            return step.past();
        }
        Estimate later = null;
        CellPlanes persons = null;
        for (FilterStep next : scene) {
            Estimate own = separated(Estimate.of(next.own()), next, persons);
            Estimate together = later == null ? own : own.and(later, unchanged);
            later = together.carried(next.motion().toLater(), ForwardPass.MOST, unchanged);
            persons = next.motion().personsBefore(together.cells().persons());
        }
        return separated(step.past(), step, persons).and(later, unchanged);
    }

    /** Cells unchanged from the frame before this one to the last that is used for it; they keep the previous frame's result. */
    private Unchanged unchanged(FilterStep step) {
        Unchanged all = step.fresh() || answer == null ? Unchanged.NONE : step.unchanged();
        for (FilterStep next : steps) {
            if (next.fresh()) {
                break;
            }
            all = all.and(next.unchanged());
        }
        return all;
    }

    /** @param later the persons of later frames, carried to this one; null where there are none */
    private static Estimate separated(Estimate estimate, FilterStep step, CellPlanes later) {
        FrameCells cells = estimate.cells();
        return later == null
                ? estimate
                : estimate.with(cells.with(PersonPlanes.separated(cells.persons(), step.numbers(), later)));
    }

    /** Adds the previous frame's result, carried along, so that doubtful labels don't flip back and forth. */
    private Estimate withPreviousResult(FilterStep step, Estimate estimate, Unchanged unchanged) {
        if (step.fresh() || answer == null) {
            return estimate;
        }
        Estimate before = answer.carried(step.motion().toEarlier(), ANSWER, unchanged);
        return estimate.and(before.sharpened(unchanged), unchanged);
    }

    private static Map<Integer, PersonDetail> details(ParsedFrame now, int[] numbers) {
        Map<Integer, PersonDetail> details = new HashMap<>();
        for (Person person : now.parsing().persons()) {
            // The largest comes first, and represents those that turned out to be the same person.
            details.putIfAbsent(numbers[person.id()], new PersonDetail(person.score(), person.keypoints()));
        }
        return details;
    }

    /**
     * Everything that the next frame depends on except the frames themselves; after {@link #resume} the run continues as if it had never
     * stopped.
     */
    public FilterState state() {
        return new FilterState(tracks, people, numbers, past, answer);
    }

    /**
     * Continues after a frame.
     *
     * @param last the last filtered frame, parsed again
     */
    public void resume(FilterState state, ParsedFrame last) {
        people.copyFrom(state.people());
        tracks = state.tracks();
        past = state.past();
        numbers = state.numbers();
        answer = state.answer();
        forward.resume(state, last);
    }
}
