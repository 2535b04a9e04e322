package io.limn.video;

import java.util.ArrayList;
import java.util.List;

/** Notes for the user on how a clip is read, one sentence each. */
final class ClipNotes {
    private ClipNotes() {}

    static List<String> of(Clip clip, ClipView view) {
        List<String> notes = new ArrayList<>();
        if (clip.interlaced()) {
            notes.add(
                    "The clip is interlaced: its frames are parsed as they are, two fields in each. Deinterlace it first"
                            + " where something moves.");
        }
        if (clip.variableRate()) {
            notes.add("The clip's rate varies: every frame is taken once, and 'pts' says when it is shown.");
        }
        if (view.space().scene()) {
            notes.add("The clip is read as " + view.space().word()
                    + "; the network and pictures for viewing get a tone-mapped copy.");
        }
        if (clip.rotation() != 0) {
            notes.add("Frames are turned by " + clip.rotation() + " degrees, as the file says.");
        }
        if (!clip.audio().isEmpty()) {
            notes.add("The clip's sound is not read.");
        }
        if (!clip.timed()) {
            notes.add("Not every frame of the clip has its own timestamp; frames are counted instead.");
        }
        return notes;
    }
}
