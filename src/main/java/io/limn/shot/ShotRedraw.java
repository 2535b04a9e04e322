package io.limn.shot;

import io.limn.disk.Temporary;
import io.limn.frame.Frame;
import io.limn.frame.header.FrameRejectedException;
import io.limn.label.LabelSet;
import io.limn.output.Rendered;
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
    /** Writes the state of a finished pass, after the lines have changed. */
    interface State {
        void write() throws IOException;
    }

    /**
     * Blocks until all are drawn. Before the first, the frames to draw are marked in the state, so that a pass after a kill draws them again
     * even if the edits have been reverted by then.
     *
     * @param folder with the lines of all frames, which are replaced
     */
    void run(ShotFolder folder, ShotEdits edits, ShotListener listener, State state) throws IOException {
        Path spill = Temporary.folder("edits");
        try {
            CarriedEdits carried = new CarriedEdits(shot.frames(), edits, kept, layers, spill);
            carried.carry(listener::mayPause);
            new Lines(carried, listener).run(folder, state);
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

        void run(ShotFolder folder, State state) throws IOException {
            int all = count(folder);
            if (all == 0) {
                return;
            }
            mark(folder);
            state.write();
            listener.redrawing();
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
            state.write();
        }

        private void mark(ShotFolder folder) throws IOException {
            int[] at = {0};
            folder.replace(report -> {
                FrameCorrection with = carried.of(at[0]++);
                return draws(report, with) ? report.drawing(with) : report;
            });
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
            try (Parsing base = carried.base(i);
                    Parsing parsing = carried.own(i, base)) {
                Frame picture = pictures.read(frame);
                if (carried.isOverOthers(i)) {
                    for (Rendered mask : writer.masks(picture, base)) {
                        kept.putBase(frame, mask);
                    }
                }
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
