package io.limn.shot;

import io.limn.edit.Edits;
import java.util.Map;
import java.util.Optional;

/**
 * Corrections of frames of a shot; the numbers of persons in them are those of the shot.
 *
 * @param byFile edits by the frame's file name
 */
public record ShotEdits(Map<String, Edits> byFile) {
    public static final ShotEdits NONE = new ShotEdits(Map.of());

    boolean isEmpty() {
        return byFile.isEmpty();
    }

    Optional<Edits> of(ShotFrame frame) {
        return Optional.ofNullable(byFile.get(fileName(frame)));
    }

    static String fileName(ShotFrame frame) {
        return frame.name().substring(frame.name().lastIndexOf('/') + 1);
    }
}
