package io.limn.shot;

import io.limn.frame.FrameReader;
import io.limn.frame.plate.PlateOptions;
import io.limn.output.Output;
import io.limn.output.RenderOptions;
import io.limn.output.Renderers;
import io.limn.parsing.Parser;
import io.limn.parsing.ParserFailedException;
import io.limn.parsing.Parsing;
import io.limn.parsing.ShotParser;
import io.limn.result.FolderSink;
import io.limn.result.ResultSink;
import io.limn.shot.temporal.FilterState;
import io.limn.shot.temporal.FilteredFrame;
import io.limn.shot.temporal.ParsedFrame;
import io.limn.shot.temporal.TemporalFilter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * The shot pass: parses the frames of a shot in order, steadies them against their neighbours and writes {@code steady/…} and {@code
 * shot.json}. Memory doesn't grow with the shot: a frame and up to four after it are held (see {@link TemporalFilter#lookahead}), and one more is
 * parsed meanwhile. If it is killed at any frame, the next pass with the same frames, model, outputs and options resumes there and produces
 * the same files.
 */
public final class Shot {
    /** Raised when the same frames give other results. */
    private static final int REVISION = 8;

    private static final int MOST_MISSING = 1000;

    private final FrameReader reader;
    private final Parser parser;
    private final Renderers renderers;
    private final ShotEdits edits;
    private final KeptFrames kept;

    public Shot(FrameReader reader, Parser parser, Renderers renderers) {
        this(reader, parser, renderers, ShotEdits.NONE, KeptFrames.NONE);
    }

    private Shot(FrameReader reader, Parser parser, Renderers renderers, ShotEdits edits, KeptFrames kept) {
        this.edits = edits;
        this.kept = kept;
        this.reader = reader;
        this.parser = parser;
        this.renderers = renderers;
    }

    /**
     * The same pass with corrections, which are carried to the frames after and before them. They are drawn at the end, from what was kept
     * of each frame; when corrections change, only the frames that they reach are drawn again.
     *
     * @param frames the store of kept frames
     */
    public Shot with(ShotEdits corrections, KeptFrames frames) {
        return new Shot(reader, parser, renderers, corrections, frames);
    }

    /** Whether a pass has written a shot's outputs to this folder, which is named {@code steady}. */
    public static boolean isResult(Path folder) {
        return ShotFolder.isResult(folder);
    }

    /** As {@link #run(ShotFrames, ShotPictures, Path, Set, RenderOptions, ShotListener)}, with frames that are files. */
    public ShotSummary run(ShotFrames shot, Path out, Set<Output> outputs, RenderOptions options, ShotListener listener)
            throws IOException, ParserFailedException, InterruptedException {
        return run(
                shot,
                new FilePictures(reader, PlateOptions.DEFAULT.withPixels(Output.needsPlate(outputs, options))),
                out,
                outputs,
                options,
                listener);
    }

    /**
     * Blocks until the last frame is written.
     *
     * @param pictures of the shot's frames; the caller closes them
     * @throws IOException if a file can't be written, or the frames change while they are read
     * @throws ParserFailedException if the network fails
     * @throws InterruptedException if the thread is interrupted; a later pass resumes
     */
    public ShotSummary run(
            ShotFrames shot,
            ShotPictures pictures,
            Path out,
            Set<Output> outputs,
            RenderOptions options,
            ShotListener listener)
            throws IOException, ParserFailedException, InterruptedException {
        FolderSink sink = new FolderSink(out);
        return run(shot, pictures, sink.path(shot.folder()), sink, outputs, options, listener);
    }

    /**
     * As {@link #run(ShotFrames, ShotPictures, Path, Set, RenderOptions, ShotListener)}, with outputs in another place.
     *
     * @param home the folder of {@code shot.json} and of the state that a later pass resumes from, created if missing
     * @param sink receives the outputs one after the other; each must be stored within two minutes
     */
    public ShotSummary run(
            ShotFrames shot,
            ShotPictures pictures,
            Path home,
            ResultSink sink,
            Set<Output> outputs,
            RenderOptions options,
            ShotListener listener)
            throws IOException, ParserFailedException, InterruptedException {
        ShotFolder folder = new ShotFolder(home);
        String identity = identity(outputs, options, pictures.identity());
        Checkpoint checkpoint = folder.checkpoint(identity, in -> FilterState.read(in, parser.layers()))
                .orElse(null);
        if (checkpoint != null && !folder.isOf(shot.frames(), checkpoint.done())) {
            checkpoint = null;
        }
        folder.rewind(checkpoint);
        if (checkpoint != null) {
            folder.forEach(report -> listener.done(report, true));
        }
        ExecutorService ahead = Executors.newSingleThreadExecutor(task -> {
            Thread thread = new Thread(task, "shot-parser");
            thread.setDaemon(true);
            return thread;
        });
        FrameWriter writer = new FrameWriter(renderers, sink, outputs, options);
        FilterState end;
        try {
            Parser network = parser.with(options.detail());
            end = new Pass(shot, pictures, network, writer, folder, identity, listener, ahead).run(checkpoint);
        } finally {
            ahead.shutdownNow();
        }
        if (kept.isKeeping()) {
            redraw(shot, pictures, folder, writer, identity, end, listener);
        }
        ShotSummary summary = summary(shot, folder, outputs);
        folder.write(summary);
        return summary;
    }

    private void redraw(
            ShotFrames shot,
            ShotPictures pictures,
            ShotFolder folder,
            FrameWriter writer,
            String identity,
            FilterState end,
            ShotListener listener)
            throws IOException {
        boolean edited = !edits.isEmpty() || folder.any(report -> report.edited() != null);
        if (edited) {
            new ShotRedraw(shot, pictures, kept, parser.layers(), writer)
                    .run(
                            folder,
                            edits,
                            listener,
                            () -> folder.writeState(identity, shot.frames().size(), end));
        }
    }

    private String identity(Set<Output> outputs, RenderOptions options, String reading) {
        StringBuilder identity = new StringBuilder("shot " + REVISION + " " + parser.model() + " " + parser.options());
        outputs.stream()
                .sorted()
                .forEach(output ->
                        identity.append(' ').append(output.kind()).append('@').append(output.revision()));
        if (parser instanceof ShotParser reusing) {
            identity.append(' ').append(reusing.reuse());
        }
        return identity.append(' ')
                .append(options)
                .append(renderers.colours(options, parser.layers()))
                .append(kept.isKeeping() ? " kept" : "")
                .append(reading.isEmpty() ? "" : " read as " + reading)
                .toString();
    }

    private ShotSummary summary(ShotFrames shot, ShotFolder folder, Set<Output> outputs) throws IOException {
        FlaggedFrames flagged = new FlaggedFrames();
        Set<Integer> persons = new TreeSet<>();
        int[] failed = {0};
        folder.forEach(report -> {
            failed[0] += report.error() == null ? 0 : 1;
            if (report.persons() != null) {
                report.persons().forEach(person -> persons.add(person.id()));
            }
            flagged.add(report);
        });
        return new ShotSummary(
                parser.model(),
                shot.clip(),
                Output.kinds(outputs),
                shot.frames().size(),
                failed[0],
                List.copyOf(persons),
                shot.missing(MOST_MISSING),
                flagged.list());
    }

    /** One pass over the frames. */
    private final class Pass {
        private final ShotFrames shot;
        private final ShotPictures pictures;
        private final Parser network;
        private final FrameWriter writer;
        private final ShotFolder folder;
        private final String identity;
        private final ShotListener listener;
        private final ExecutorService ahead;
        private final TemporalFilter filter = new TemporalFilter(parser instanceof ShotParser);
        private final Deque<Future<ParsedPicture>> parsed = new ArrayDeque<>();
        private Map<String, Map<String, Long>> areas = Map.of();
        private boolean begun;
        private int asked;

        Pass(
                ShotFrames shot,
                ShotPictures pictures,
                Parser network,
                FrameWriter writer,
                ShotFolder folder,
                String identity,
                ShotListener listener,
                ExecutorService ahead) {
            this.shot = shot;
            this.pictures = pictures;
            this.network = network;
            this.writer = writer;
            this.folder = folder;
            this.identity = identity;
            this.listener = listener;
            this.ahead = ahead;
        }

        /** @return the state after the last frame; null if none could be parsed */
        FilterState run(Checkpoint from) throws IOException, ParserFailedException, InterruptedException {
            int first = from == null ? 0 : from.done();
            if (first == shot.frames().size()) {
                return from.filter();
            }
            if (from != null && from.filter() != null) {
                resume(from);
            }
            asked = first;
            Deque<ParsedPicture> waiting = new ArrayDeque<>();
            for (int i = first; i < shot.frames().size(); i++) {
                ParsedPicture now = waiting.isEmpty() ? take() : waiting.poll();
                int held = now.parsed() == null
                        ? waiting.size()
                        : TemporalFilter.lookahead(now.parsed().frame().pixels());
                for (ParsedPicture next; waiting.size() < held && (next = take()) != null; ) {
                    waiting.add(next);
                }
                FrameReport report = report(shot.frames().get(i), now, waiting);
                folder.finish(identity, i + 1, report, begun ? filter.state() : null);
                listener.done(report, false);
            }
            return begun ? filter.state() : null;
        }

        /**
         * Parses the last finished frame again, because its pixels and cells are not part of the state. A parser that reuses answers first
         * parses those before it, from the last one that it sees whole in any case.
         */
        private void resume(Checkpoint from) throws IOException, ParserFailedException {
            List<Integer> finished = new ArrayList<>();
            FrameReport[] last = {null};
            int[] at = {0};
            folder.forEach(report -> {
                if (report.error() == null) {
                    last[0] = report;
                    finished.add(at[0]);
                }
                at[0]++;
            });
            int every = network instanceof ShotParser reusing ? reusing.reuse().every() : 1;
            ParsedPicture parsed = null;
            for (int i = Math.max(0, finished.size() - 1) / every * every; i < finished.size(); i++) {
                parsed = ParsedPicture.of(pictures, shot.frames().get(finished.get(i)), network);
            }
            if (parsed != null && parsed.parsed() != null) {
                filter.resume(from.filter(), parsed.parsed());
                areas = last[0].labels();
                begun = true;
            }
        }

        /** The next frame in order; null after the last. One more is parsed meanwhile. */
        private ParsedPicture take() throws IOException, ParserFailedException, InterruptedException {
            while (parsed.size() < 2 && asked < shot.frames().size()) {
                ShotFrame frame = shot.frames().get(asked++);
                parsed.add(ahead.submit(() -> ParsedPicture.of(pictures, frame, network)));
            }
            Future<ParsedPicture> first = parsed.poll();
            try {
                return first == null ? null : first.get();
            } catch (ExecutionException e) {
                if (e.getCause() instanceof ParserFailedException failed) {
                    throw failed;
                }
                if (e.getCause() instanceof UncheckedIOException unreadable) {
                    throw unreadable.getCause();
                }
                throw new IllegalStateException(e.getCause());
            }
        }

        private FrameReport report(ShotFrame frame, ParsedPicture now, Collection<ParsedPicture> waiting)
                throws IOException {
            Long number = frame.number().isPresent() ? frame.number().getAsLong() : null;
            long bytes = frame.source().bytes();
            long modified = frame.source().modified();
            if (now.error() != null) {
                return FrameReport.failed(number, frame.pts(), frame.name(), bytes, modified, now.error());
            }
            List<ParsedFrame> later = waiting.stream()
                    .map(ParsedPicture::parsed)
                    .filter(Objects::nonNull)
                    .toList();
            FilteredFrame steadied = filter.apply(now.parsed(), later);
            try (Parsing parsing = steadied.parsing()) {
                if (kept.isKeeping()) {
                    kept.put(
                            frame, KeptFrame.write(EditMotion.small(now.parsed().frame()), steadied.cut(), parsing));
                }
                List<String> files = writer.write(frame.keys(), now.parsed().frame(), parsing);
                Map<String, Map<String, Long>> before = areas;
                areas = Areas.of(parsing);
                boolean compared = begun && !steadied.cut();
                begun = true;
                return new FrameReport(
                        number,
                        frame.pts(),
                        frame.name(),
                        bytes,
                        modified,
                        PersonReport.of(parsing),
                        areas,
                        steadied.confidence(),
                        steadied.changed(),
                        compared
                                ? Areas.largest(
                                        before, areas, now.parsed().frame().pixels())
                                : null,
                        steadied.cut(),
                        files,
                        null,
                        null);
            }
        }
    }
}
