package io.limn.shot.steady;

import io.limn.parsing.CellGrid;
import io.limn.shot.flow.Flow;
import io.limn.shot.flow.InverseSearch;
import io.limn.shot.flow.Luma;
import io.limn.shot.flow.Still;

/**
 * How two neighbouring frames of a shot fit together.
 *
 * @param toEarlier where each cell of the later frame was in the earlier
 * @param toLater where each cell of the earlier frame is in the later
 */
record Motion(Warp toEarlier, Warp toLater) {
    /** Less mean trust than this, and the later frame belongs to another scene. */
    private static final float SAME_SCENE = 0.25f;

    /** @param still where no motion is searched */
    static Motion between(Luma earlier, Luma later, Still still, CellGrid grid) {
        Flow forth = InverseSearch.between(earlier, later, still);
        Flow back = InverseSearch.between(later, earlier, still);
        return new Motion(
                Warp.of(back, back.trust(later, earlier, forth, still), grid),
                Warp.of(forth, forth.trust(earlier, later, back, still), grid));
    }

    boolean isCut() {
        return toEarlier.meanTrust() < SAME_SCENE && toLater.meanTrust() < SAME_SCENE;
    }
}
