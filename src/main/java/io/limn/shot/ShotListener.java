package io.limn.shot;

/** Hears what has been done; called once per frame, in order. */
public interface ShotListener {
    /** @param again whether an earlier pass did this frame */
    void done(FrameReport report, boolean again);
}
