package io.limn.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.limn.frame.FrameConfig;
import io.limn.job.Admission;
import io.limn.job.FrameService;
import io.limn.job.Progress;
import io.limn.output.Output;
import io.limn.output.RenderOptions;
import io.limn.problem.RefusedOptionException;
import io.limn.request.Catalogue;
import io.limn.request.FrameRequest;
import io.limn.request.Source;
import io.limn.result.FolderSink;
import io.limn.terminal.LocalFrames;
import io.limn.terminal.LocalFrames.LocalFrame;
import io.limn.terminal.Terminal;
import io.limn.text.Shown;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code limn parse a.jpg b.png -o out/}: the same job as for a bucket, from files into a folder. */
@Command(name = "parse", description = "Parses picture files into a folder: the same files a bucket would get.")
final class ParseCommand implements Callable<Integer> {
    /** Enough that reading and writing hide behind the workers. */
    private static final int AHEAD = 4;

    private final FrameService queue;
    private final Catalogue catalogue;
    private final FrameConfig frames;
    private final ObjectMapper json;

    @Spec
    private CommandSpec spec;

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Pictures, or folders of pictures.")
    private List<Path> files;

    @Option(
            names = {"-o", "--out"},
            required = true,
            paramLabel = "DIR",
            description = "The folder for the results; created if missing.")
    private Path out;

    @Mixin
    private RenderArguments wanted;

    @Option(names = "--model", paramLabel = "NAME", description = Mode.MODEL_OPTION)
    private String model;

    @Option(names = "--json", description = "Print one JSON object per frame.")
    private boolean asJson;

    ParseCommand(FrameService queue, Catalogue catalogue, FrameConfig frames, ObjectMapper json) {
        this.queue = queue;
        this.catalogue = catalogue;
        this.frames = frames;
        this.json = json;
    }

    @Override
    public Integer call() throws IOException {
        List<LocalFrame> found = LocalFrames.of(files);
        if (found.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "there is no picture in " + Shown.of(files));
        }
        Set<Output> outputs;
        RenderOptions options;
        try {
            outputs = wanted.outputs(catalogue);
            options = wanted.options(catalogue);
        } catch (RefusedOptionException refused) {
            throw new ParameterException(spec.commandLine(), refused.getMessage());
        }
        FolderSink sink = new FolderSink(out);
        try (ProgressLine progress = new ProgressLine(System.err, Terminal.isStandardError(), found.size())) {
            List<ParsedFile> ended = Multi.createFrom()
                    .iterable(found)
                    .onItem()
                    .transformToUni(frame -> parse(frame, outputs, options, sink))
                    .merge(AHEAD)
                    .onItem()
                    .invoke(file -> tell(file, progress))
                    .collect()
                    .asList()
                    .await()
                    .indefinitely();
            return ParsedFile.exitCode(ended);
        }
    }

    private Uni<ParsedFile> parse(LocalFrame frame, Set<Output> outputs, RenderOptions options, FolderSink sink) {
        return Uni.createFrom()
                .item(() -> new FrameRequest(new Source.Inline(frame.name(), read(frame.path())), outputs, options))
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                .flatMap(job -> queue.submit(job, sink, Progress.NONE, Admission.WAIT))
                .map(outcome -> ParsedFile.of(frame.path(), outcome))
                .onFailure()
                .recoverWithItem(failure -> ParsedFile.failed(frame.path(), failure));
    }

    /** One byte over the limit is read at most: enough for the refusal that every door gives. */
    private byte[] read(Path path) {
        int most = (int) Math.min(Integer.MAX_VALUE - 8L, frames.maxBytes().asLongValue() + 1);
        try (InputStream in = Files.newInputStream(path)) {
            return in.readNBytes(most);
        } catch (IOException e) {
            throw new UncheckedIOException("can't read " + Shown.of(path) + ": " + e.getMessage(), e);
        }
    }

    private void tell(ParsedFile file, ProgressLine progress) {
        progress.step(file.line());
        if (asJson) {
            try {
                System.out.println(json.writeValueAsString(file.asJson()));
            } catch (JsonProcessingException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
