package io.limn.shot;

import io.limn.edit.Edits;
import io.limn.edit.EditsCheck;
import io.limn.edit.EditsJson;
import io.limn.edit.EditsRefusedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** A folder with {@code NAME.json} for frames of a shot, e.g. {@code plate.0001.png.json}. */
public record EditsFolder(Path folder) {
    /** @throws IOException naming the file where it can't be read or isn't valid */
    public ShotEdits read(ShotFrames shot) throws IOException {
        Map<String, Edits> edits = new TreeMap<>();
        for (ShotFrame frame : shot.frames()) {
            Path file = folder.resolve(ShotEdits.fileName(frame) + ".json");
            if (Files.isRegularFile(file)) {
                edits.put(ShotEdits.fileName(frame), read(file));
            }
        }
        return new ShotEdits(edits);
    }

    private static Edits read(Path file) throws IOException {
        try {
            Edits read = EditsJson.read(Files.readAllBytes(file));
            EditsCheck.check(read);
            return read;
        } catch (EditsRefusedException refused) {
            throw new IOException(file + ": " + refused.getMessage(), refused);
        }
    }
}
