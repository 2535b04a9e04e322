package io.limn.shot.temporal;

import io.limn.parsing.CellGrid;
import io.limn.shot.flow.Flow;
import io.limn.shot.flow.InverseSearch;
import io.limn.shot.flow.Luma;
import io.limn.shot.flow.StaticMask;
import io.limn.shot.flow.SupportSearch;

/**
 * The motion between two consecutive frames of a shot, in both directions.
 *
 * @param toEarlier where each cell of the later frame was in the earlier
 * @param toLater where each cell of the earlier frame is in the later
 */
record Motion(Warps toEarlier, Warps toLater) {
    /** If the mean trust is lower than this in both directions, the later frame belongs to another scene. */
    private static final float SAME_SCENE = 0.25f;

    /** @param still where no motion is searched */
    static Motion between(ParsedFrame earlier, ParsedFrame later, StaticMask still, CellGrid grid) {
        Luma one = earlier.luma();
        Luma next = later.luma();
        Flow rough = InverseSearch.between(one, next, still);
        Flow roughBack = InverseSearch.between(next, one, still);
        Flow forth = SupportSearch.refined(
                one, next, rough, roughBack, still, CellGroups.of(earlier.cells(), later.cells()));
        Flow back = SupportSearch.refined(
                next, one, roughBack, forth, still, CellGroups.of(later.cells(), earlier.cells()));
        return new Motion(
                new Warps(
                        Warp.of(back, back.trust(next, one, forth, still), grid),
                        Warp.of(roughBack, roughBack.trust(next, one, rough, still), grid)),
                new Warps(
                        Warp.of(forth, forth.trust(one, next, back, still), grid),
                        Warp.of(rough, rough.trust(one, next, roughBack, still), grid)));
    }

    /** The earlier frame's persons in the later one. */
    CellPlanes persons(CellPlanes earlier) {
        return RigidPersons.carried(earlier, toLater.persons(), toEarlier.persons());
    }

    /** The later frame's persons in the earlier one. */
    CellPlanes personsBefore(CellPlanes later) {
        return RigidPersons.carried(later, toEarlier.persons(), toLater.persons());
    }

    /** Whether a cell's content certainly stays in its place. */
    boolean isNone(int cell) {
        return toEarlier.stays(cell) && toLater.stays(cell);
    }

    boolean isCut() {
        return toEarlier.labels().meanTrust() < SAME_SCENE && toLater.labels().meanTrust() < SAME_SCENE;
    }
}
