package io.limn.edit;

import io.limn.parsing.Parsing;
import io.limn.parsing.Person;
import java.util.List;
import java.util.Optional;

/**
 * A parsing with edits applied to its maps, its persons and its probabilities. Deterministic: the same parsing and edits give the same
 * result.
 *
 * @param parsing to be closed by the caller
 * @param found numbers of the persons before the edits
 * @param skipped how many strokes didn't fit the frame and were left out
 * @param why the reason for the first of them, a sentence; null if all fit
 */
public record EditedParsing(Parsing parsing, List<Integer> found, int skipped, String why) {
    /** As {@link #of(Parsing, Edits, Runnable)}, without a check. */
    public static EditedParsing of(Parsing parsing, Edits edits) {
        return of(parsing, edits, () -> {});
    }

    /**
     * Applies edits; the given parsing is not changed.
     *
     * @param check called repeatedly; what it throws ends the drawing
     */
    public static EditedParsing of(Parsing parsing, Edits edits, Runnable check) {
        List<Stroke> strokes = edits.strokes();
        List<Integer> found = parsing.persons().stream().map(Person::id).toList();
        if (strokes.isEmpty()) {
            return new EditedParsing(parsing, found, 0, null);
        }
        if (edits.width() != parsing.width() || edits.height() != parsing.height()) {
            return new EditedParsing(
                    parsing,
                    found,
                    strokes.size(),
                    "The edits are of a frame of " + edits.width() + "x" + edits.height() + " pixels.");
        }
        EditedFrame frame = new EditedFrame(parsing, People.most(strokes));
        StrokeReader reader = new StrokeReader(frame, check);
        int skipped = 0;
        String why = null;
        for (int i = 0; i < strokes.size(); i++) {
            check.run();
            Optional<String> reason = reader.apply(strokes.get(i));
            if (reason.isPresent()) {
                why = why == null ? "strokes[" + i + "]: " + reason.get() + "." : why;
                skipped++;
            }
        }
        return new EditedParsing(frame.parsing(), found, skipped, why);
    }
}
