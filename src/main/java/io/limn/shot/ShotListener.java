package io.limn.shot;

/** Hears what has been done. */
public interface ShotListener {
    /**
     * Called once per frame, in order, and again for a frame that is drawn again with edits.
     *
     * @param again whether an earlier pass did this frame
     */
    void done(FrameReport report, boolean again);

    /**
     * Called before the first frame is drawn again with edits, when the state on disk says which ones will be. A copy of that state
     * has to be renewed before this returns: a later pass draws these frames again, whatever edits there are by then.
     */
    default void redrawing() {}

    /**
     * Called before the first frame is drawn again with edits, and after each one.
     *
     * @param done how many of these are drawn
     * @param frames how many there are to draw
     */
    default void redrawn(int done, int frames) {}

    /**
     * Called before each frame that an edit is carried to or that is drawn again. May block while other work has precedence, and may throw to
     * stop; then nothing is recorded as drawn, and a later pass draws all of them.
     */
    default void mayPause() {}
}
