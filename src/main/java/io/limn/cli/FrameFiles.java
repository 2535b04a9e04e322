package io.limn.cli;

import io.limn.frame.FrameConfig;
import io.limn.frame.plate.ReadOptions;
import io.limn.job.Admission;
import io.limn.job.FrameService;
import io.limn.job.Progress;
import io.limn.output.Output;
import io.limn.output.RenderOptions;
import io.limn.request.FrameRequest;
import io.limn.request.Source;
import io.limn.result.ResultSink;
import io.limn.terminal.FrameArguments;
import io.limn.terminal.LocalFrames.LocalFrame;
import io.limn.text.Shown;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/** Gives local files to the queue. */
@Singleton
class FrameFiles {
    /** Enough that reading and writing hide behind the workers. */
    static final int AHEAD = 4;

    private final FrameService queue;
    private final FrameConfig frames;

    FrameFiles(FrameService queue, FrameConfig frames) {
        this.queue = queue;
        this.frames = frames;
    }

    /** What is to be made of each file. */
    record Wanted(Set<Output> outputs, RenderOptions options, ReadOptions reading) {}

    /** Never fails: what went wrong is in the file's ending. */
    Uni<ParsedFile> parse(LocalFrame frame, Wanted wanted, ResultSink sink) {
        return Uni.createFrom()
                .item(() -> new FrameRequest(
                                new Source.Inline(frame.name(), read(frame.path())), wanted.outputs(), wanted.options())
                        .with(wanted.reading()))
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                .flatMap(request -> queue.submit(request, sink, Progress.NONE, Admission.WAIT))
                .map(outcome -> ParsedFile.of(frame.path(), outcome))
                .onFailure()
                .recoverWithItem(failure -> ParsedFile.failed(frame.path(), failure));
    }

    /** One byte over the limit is read at most: enough for the refusal that every door gives. */
    private byte[] read(Path path) {
        int most = (int) Math.min(Integer.MAX_VALUE - 8L, frames.maxBytes().asLongValue() + 1);
        if (path.equals(FrameArguments.STANDARD_INPUT)) {
            try {
                return System.in.readNBytes(most);
            } catch (IOException e) {
                throw new UncheckedIOException("can't read standard input: " + e.getMessage(), e);
            }
        }
        try (InputStream in = Files.newInputStream(path)) {
            return in.readNBytes(most);
        } catch (IOException e) {
            throw new UncheckedIOException("can't read " + Shown.of(path) + ": " + e.getMessage(), e);
        }
    }
}
