package io.limn.shot;

import io.limn.edit.EditMask;
import io.limn.edit.EditedParsing;
import io.limn.edit.Edits;
import io.limn.frame.Frame;
import io.limn.parsing.Parsing;
import io.limn.shot.flow.Flow;
import io.limn.shot.flow.InverseSearch;
import io.limn.shot.flow.Luma;
import java.util.Optional;

/**
 * Applies edits to frames in their order, and carries what they changed along the optical flow to the frames that follow: until flow fails
 * there, another scene begins, or a frame has edits of its own. Not thread-safe.
 */
final class CarriedEdits {
    private static final int LONGER_SIDE = 480;

    /** Flow that is less sure than this carries nothing. */
    private static final float SURE = 0.5f;

    private final ShotEdits edits;
    private EditMask mask;
    private Luma last;

    CarriedEdits(ShotEdits edits) {
        this.edits = edits;
    }

    /**
     * @param parsing steadied
     * @param cut whether another scene begins with this frame
     */
    Parsing apply(ShotFrame shown, Frame frame, Parsing parsing, boolean cut) {
        if (edits.isEmpty()) {
            return parsing;
        }
        double step = Math.max(1, Math.max(frame.width(), frame.height()) / (double) LONGER_SIDE);
        Luma now = Luma.of(
                frame, (int) Math.ceil(frame.width() / step), (int) Math.ceil(frame.height() / step), step, step);
        Luma before = last;
        last = now;
        Optional<Edits> own = edits.of(shown);
        if (own.isPresent()) {
            Parsing edited = EditedParsing.of(parsing, own.get()).parsing();
            mask = EditMask.between(parsing, edited);
            return edited;
        }
        boolean alike = before != null && before.width() == now.width() && before.height() == now.height();
        if (mask == null || cut || !alike) {
            mask = null;
            return parsing;
        }
        mask = carried(mask, frame, before, now, step);
        if (mask.isEmpty()) {
            mask = null;
            return parsing;
        }
        return mask.on(parsing);
    }

    private static EditMask carried(EditMask mask, Frame frame, Luma before, Luma now, double step) {
        Flow back = InverseSearch.between(now, before);
        float[] trust = back.trust(now, before, InverseSearch.between(before, now));
        return mask.moved((x, y) -> {
            int at = Math.min(back.height() - 1, (int) (y / step)) * back.width()
                    + Math.min(back.width() - 1, (int) (x / step));
            long u = Math.round(x + back.right()[at] * step);
            long v = Math.round(y + back.down()[at] * step);
            boolean inside = u >= 0 && v >= 0 && u < frame.width() && v < frame.height();
            return trust[at] < SURE || !inside ? -1 : (int) (v * frame.width() + u);
        });
    }
}
