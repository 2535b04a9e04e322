package io.limn.edit;

/**
 * Edits as they are stored.
 *
 * @param eTag of their object
 * @param json the object's bytes
 */
public record StoredEdits(Edits edits, String eTag, byte[] json) {
    /** Whether they do anything: removed edits have no strokes. */
    public boolean isSomething() {
        return !edits.strokes().isEmpty();
    }
}
