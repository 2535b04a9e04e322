package io.limn.shot.steady;

import io.limn.parsing.CellGrid;
import io.limn.shot.flow.Still;
import io.limn.shot.track.Tracks;

/** Processes frames in order: estimates their motion, numbers their persons, and combines each with all frames before it. */
final class ForwardPass {
    /** The largest weight of all earlier frames together; a frame itself has 1. */
    static final float MOST = 8;

    private final boolean reuse;
    private Tracks tracks = new Tracks();
    private Estimate earlier;
    private Seen earlierSeen;

    ForwardPass(boolean reuse) {
        this.reuse = reuse;
    }

    Step advance(Seen now) {
        FrameCells cells = now.cells();
        boolean first = earlier == null;
        Motion motion = first || !earlier.cells().isLike(cells) ? null : motion(earlierSeen, now, cells.grid());
        boolean cut = !first && (motion == null || motion.isCut());
        boolean fresh = first || cut;
        Estimate carried = fresh ? null : earlier.carried(motion.toEarlier(), MOST);
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
        Estimate sofar = fresh ? Estimate.of(own) : Estimate.of(own).and(carried);
        sofar = sofar.with(
                sofar.cells().with(PersonPlanes.withoutTiny(sofar.cells().persons())));
        earlier = sofar;
        earlierSeen = now;
        tracks = known;
        return new Step(now, motion, fresh, cut, numbers, known, own, sofar);
    }

    private Motion motion(Seen one, Seen next, CellGrid grid) {
        return Motion.between(one, next, reuse ? Still.between(one.luma(), next.luma()) : Still.NOWHERE, grid);
    }

    /** Continues after the given frame, the last one of the state. */
    void resume(SteadyState state, Seen last) {
        tracks = state.tracks();
        if (state.sofar().cells().grid().equals(last.cells().grid())) {
            earlier = state.sofar();
            earlierSeen = last;
        }
    }
}
