package io.limn.edit;

import io.limn.problem.Problem;

/** Edits are invalid, or don't fit their frame; the message names the place. */
public final class EditsRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param sentence without its full stop */
    public EditsRefusedException(String sentence) {
        super(sentence, null, false, false);
    }

    /** @param bytes how many there are */
    public static EditsRefusedException tooLarge(long bytes) {
        return new EditsRefusedException("edits have up to " + EditsJson.MOST_BYTES + " bytes, not " + bytes);
    }

    public Problem problem() {
        return Problem.of("edits-refused", "Edits not valid", 400, getMessage() + ".");
    }
}
