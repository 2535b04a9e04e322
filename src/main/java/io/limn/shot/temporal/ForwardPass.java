package io.limn.shot.temporal;

import io.limn.parsing.CellGrid;
import io.limn.shot.flow.StaticMask;
import io.limn.shot.track.Tracks;

/** Processes frames in order: estimates their motion, numbers their persons, and combines each with all frames before it. */
final class ForwardPass {
    /** The largest weight of all earlier frames together; a frame itself has 1. */
    static final float MOST = 8;

    private final boolean reuse;
    private Tracks tracks = new Tracks();
    private Estimate earlier;
    private ParsedFrame earlierFrame;
    private int[] earlierNumbers = {};

    ForwardPass(boolean reuse) {
        this.reuse = reuse;
    }

    FilterStep advance(ParsedFrame now) {
        FrameCells cells = now.cells();
        boolean first = earlier == null;
        Motion motion = first || !earlier.cells().isLike(cells) ? null : motion(earlierFrame, now, cells.grid());
        boolean cut = !first && (motion == null || motion.isCut());
        boolean fresh = first || cut;
        CellPlanes before = fresh ? null : motion.persons(earlier.cells().persons());
        Tracks known = tracks.copy();
        int[] numbers = known.number(
                now.frame(),
                now.parsing(),
                cells.persons().values(),
                cells.persons().planes(),
                before == null ? null : before.values());
        CellPlanes persons = PersonPlanes.numbered(cells.persons(), numbers, known.highest() + 1, before);
        FrameCells own = cells.with(persons);
        Unchanged unchanged = fresh || !reuse
                ? Unchanged.NONE
                : Unchanged.between(earlierFrame.cells(), earlierNumbers, cells, numbers, motion);
        Estimate past = Estimate.of(own);
        if (!fresh) {
            past = past.and(earlier.carried(motion.toEarlier(), MOST, unchanged), unchanged);
        }
        past = past.with(past.cells().with(PersonPlanes.withoutTiny(past.cells().persons())));
        earlier = past;
        earlierFrame = now;
        earlierNumbers = numbers;
        tracks = known;
        return new FilterStep(now, motion, fresh, cut, numbers, known, unchanged, own, past);
    }

    private Motion motion(ParsedFrame one, ParsedFrame next, CellGrid grid) {
        return Motion.between(one, next, reuse ? StaticMask.between(one.luma(), next.luma()) : StaticMask.NONE, grid);
    }

    /** Continues after the given frame, the last one of the state. */
    void resume(FilterState state, ParsedFrame last) {
        tracks = state.tracks();
        if (state.past().cells().grid().equals(last.cells().grid())) {
            earlier = state.past();
            earlierFrame = last;
            earlierNumbers = state.numbers();
        }
    }
}
