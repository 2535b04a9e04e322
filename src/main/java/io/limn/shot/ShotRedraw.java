package io.limn.shot;

import io.limn.disk.Temporary;
import io.limn.frame.Frame;
import io.limn.frame.header.FrameRejectedException;
import io.limn.label.LabelSet;
import io.limn.parsing.Parsing;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** Redraws those frames of a finished shot whose edits have changed, without the network; the others stay as they are. */
record ShotRedraw(ShotFrames shot, ShotPictures pictures, KeptFrames kept, List<LabelSet> layers, FrameWriter writer) {
    /**
     * Blocks until all are drawn.
     *
     * @param folder with the lines of all frames, which are replaced
     * @return whether any frame was drawn
     */
    boolean run(ShotFolder folder, ShotEdits edits, ShotListener listener) throws IOException {
        Path spill = Temporary.folder("edits");
        try {
            CarriedEdits carried = new CarriedEdits(shot.frames(), edits, kept, layers, spill);
            carried.carry(listener::mayPause);
            return new Lines(carried, listener).run(folder);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } finally {
            try (Stream<Path> all = Files.walk(spill)) {
                for (Path path : (Iterable<Path>) all.sorted(Comparator.reverseOrder())::iterator) {
                    Files.deleteIfExists(path);
                }
            }
        }
    }

    private final class Lines {
        private final CarriedEdits carried;
        private final ShotListener listener;
        private Map<String, Map<String, Long>> areas;
        private boolean drawnBefore;
        private int drawn;
        private int place;

        Lines(CarriedEdits carried, ShotListener listener) {
            this.carried = carried;
            this.listener = listener;
        }

        boolean run(ShotFolder folder) throws IOException {
            int all = count(folder);
            listener.redrawn(0, all);
            folder.replace(report -> {
                try {
                    int before = drawn;
                    FrameReport now = line(place++, report);
                    if (drawn > before) {
                        listener.done(now, false);
                        listener.redrawn(drawn, all);
                    }
                    return now;
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            return drawn > 0;
        }

        private int count(ShotFolder folder) throws IOException {
            int[] at = {0};
            int[] found = {0};
            folder.forEach(report -> found[0] += draws(report, carried.of(at[0]++)) ? 1 : 0);
            return found[0];
        }

        private static boolean draws(FrameReport report, FrameCorrection with) {
            return report.error() == null && !Objects.equals(with, report.edited());
        }

        private FrameReport line(int i, FrameReport report) throws IOException {
            if (report.error() != null) {
                return report;
            }
            FrameCorrection with = carried.of(i);
            boolean draws = draws(report, with);
            FrameReport now = draws ? draw(i, report, with) : report;
            if (draws || drawnBefore) {
                boolean compared = areas != null && !now.cut();
                now = now.jumping(compared ? Areas.largest(areas, now.labels(), pixels(i)) : null);
            }
            areas = now.labels();
            drawnBefore = draws;
            drawn += draws ? 1 : 0;
            return now;
        }

        private long pixels(int i) throws IOException {
            KeptFrame frame = KeptFrame.read(kept.get(shot.frames().get(i)).orElseThrow());
            return (long) frame.width() * frame.height();
        }

        private FrameReport draw(int i, FrameReport report, FrameCorrection with) throws IOException {
            listener.mayPause();
            ShotFrame frame = shot.frames().get(i);
            try (Parsing parsing = carried.apply(i)) {
                Frame picture = pictures.read(frame);
                return report.drawn(
                        PersonReport.of(parsing),
                        Areas.of(parsing),
                        writer.write(frame.keys(), picture, parsing),
                        with);
            } catch (FrameRejectedException e) {
                throw new IOException(frame.name() + " can't be read any more: " + e.getMessage(), e);
            }
        }
    }
}
