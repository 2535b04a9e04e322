package io.limn.shot.keyed;

import io.limn.frame.Frame;
import io.limn.frame.header.FrameRejectedException;
import io.limn.output.shape.Motion;
import io.limn.output.shape.ShapeDocument;
import io.limn.output.shape.ShapeFormat;
import io.limn.output.shape.ShapeTracks;
import io.limn.result.ResultKeys;
import io.limn.shot.ShotFrame;
import io.limn.shot.ShotFrames;
import io.limn.shot.ShotPictures;
import io.limn.shot.flow.Luma;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Merges a shot's shapes, one document per frame, into one document with keyframes, and writes it in the requested formats. The frames are
 * read again for the optical flow between them.
 */
public final class KeyedShapes {
    private final Path results;
    private final double tolerance;

    /**
     * @param results the folder that the pass wrote to
     * @param tolerance of the shapes' outlines, in pixels
     */
    public KeyedShapes(Path results, double tolerance) {
        this.results = results;
        this.tolerance = tolerance;
    }

    /**
     * Blocks until all files are written.
     *
     * @return the files; empty if no frame has shapes
     */
    public List<Path> write(ShotFrames shot, ShotPictures pictures, List<ShapeFormat> formats) throws IOException {
        ShapeTracks tracks = new ShapeTracks(tolerance);
        Luma before = null;
        boolean any = false;
        int place = 0;
        for (ShotFrame frame : shot.frames()) {
            place++;
            Path file = results.resolve(ResultKeys.of(frame.name()).key("steady/shapes", "json"));
            if (!Files.isRegularFile(file)) {
                before = null; // it could not be parsed
                continue;
            }
            ShapeDocument document = document(file);
            Luma now = picture(frame, pictures);
            Motion motion = before == null || now == null
                    ? Motion.NONE
                    : FlowMotion.between(before, now, FlowMotion.step(document.width(), document.height()));
            tracks.add((int) Math.min(Integer.MAX_VALUE, frame.number().orElse(place)), document, motion);
            before = now;
            any = true;
        }
        return any ? files(shot, tracks.finish(), formats) : List.of();
    }

    private static ShapeDocument document(Path file) throws IOException {
        try {
            return ShapeDocument.read(Files.readAllBytes(file));
        } catch (IllegalArgumentException e) {
            throw new IOException(file + ": " + e.getMessage(), e);
        }
    }

    private static Luma picture(ShotFrame frame, ShotPictures pictures) throws IOException {
        try {
            Frame picture = pictures.read(frame);
            return FlowMotion.picture(picture);
        } catch (FrameRejectedException e) {
            return null;
        }
    }

    private List<Path> files(ShotFrames shot, ShapeDocument keyed, List<ShapeFormat> formats) throws IOException {
        Path folder = Files.createDirectories(results.resolve(shot.folder()).resolve("steady/keyed"));
        List<Path> files = new ArrayList<>();
        files.add(Files.write(folder.resolve("shapes.json"), keyed.json()));
        for (ShapeFormat format : formats) {
            if (format != ShapeFormat.SVG) { // a picture has no time
                files.add(Files.write(
                        folder.resolve("shapes." + format.word() + "." + format.extension()), format.write(keyed)));
            }
        }
        return files;
    }
}
