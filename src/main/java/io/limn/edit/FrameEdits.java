package io.limn.edit;

import io.limn.result.Manifest.Edited;
import io.limn.result.Sha256;
import io.limn.result.StoredFile;
import java.util.List;
import java.util.Optional;

/**
 * The edits beside a frame's result.
 *
 * @param edited their entry in the frame's manifest
 * @param parsing identifies what a parsing of the frame depends on, see {@link ParsingFile}; null until that is known
 * @param evidence a kept {@link ParsingFile}; empty if there is none
 */
public record FrameEdits(Edits edits, Edited edited, String parsing, Optional<byte[]> evidence) {
    /** The most bytes of evidence that are read. */
    public static final int MOST_EVIDENCE = 512 << 20;

    /** Edits that can't be read, because another program wrote them, do nothing; the manifest says so. */
    public static FrameEdits of(StoredFile file) {
        try {
            Edits edits = EditsJson.read(file.bytes());
            EditsCheck.check(edits);
            Edited edited = new Edited(
                    edits.by(),
                    edits.at(),
                    EditsJson.digest(edits),
                    edits.strokes().size(),
                    file.eTag());
            return new FrameEdits(edits, edited, null, Optional.empty());
        } catch (EditsRefusedException refused) {
            Edits none = new Edits(Edits.VERSION, 1, 1, List.of(), null, null);
            String why = "The edits can't be read: " + refused.getMessage() + ".";
            Edited edited = new Edited(null, null, Sha256.of(file.bytes()), 0, file.eTag()).applied(null, 0, why);
            return new FrameEdits(none, edited, null, Optional.empty());
        }
    }

    /** The same with the kept parsing. */
    public FrameEdits with(String parsingOf, Optional<StoredFile> kept) {
        return new FrameEdits(edits, edited, parsingOf, kept.map(StoredFile::bytes));
    }

    /** The manifest's entry after they were applied. */
    public Edited edited(EditedParsing applied) {
        String why = applied.why() == null ? edited.why() : applied.why();
        return edited.applied(applied.found(), applied.skipped(), why);
    }
}
