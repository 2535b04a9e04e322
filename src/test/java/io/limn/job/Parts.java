package io.limn.job;

import io.limn.frame.EncodedFrame;
import io.limn.frame.Frame;
import io.limn.frame.FrameHeader;
import io.limn.frame.header.FrameFormat;
import io.limn.frame.header.FrameRejectedException;
import io.limn.frame.plate.PlateOptions;
import io.limn.label.Label;
import io.limn.label.LabelSet;
import io.limn.output.Output;
import io.limn.output.RenderOptions;
import io.limn.output.Rendered;
import io.limn.parsing.Cancellation;
import io.limn.parsing.Evidence;
import io.limn.parsing.InferenceOptions;
import io.limn.parsing.LabelLayer;
import io.limn.parsing.ModelId;
import io.limn.parsing.Parser;
import io.limn.parsing.ParserFailedException;
import io.limn.parsing.Parsing;
import io.limn.parsing.PersonMap;
import io.limn.request.FrameRequest;
import io.limn.request.Source;
import io.limn.result.MemorySink;
import io.limn.result.ResultIdentity;
import io.limn.result.ResultSink;
import io.limn.store.ObjectStore;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.api.OpenTelemetry;
import io.smallrye.mutiny.Uni;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * The real queue and path around parts that tests can hold on to: files are texts such as {@code 4x3}, which decode to black
 * frames of that size, and {@code 4x3 slow}, which says that it takes long; everything is background; each output is a file that says so.
 */
public final class Parts implements AutoCloseable {
    static final Duration SOON = Duration.ofSeconds(20);
    static final ModelId MODEL = new ModelId("tiny", "1", "ab");

    public interface Compute {
        void with(Frame frame) throws ParserFailedException;
    }

    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final Map<String, String> settings;
    Compute decoding = frame -> {};

    /** What a decoder does with the check it is given. */
    Consumer<Runnable> checking = check -> {};

    /** What a renderer does with the check it is given. */
    Consumer<Runnable> drawing = check -> {};

    public Compute parsing = frame -> {};
    /** Runs before it. */
    Consumer<Cancellation> inferring = cancellation -> {};

    private final ObjectStore store;
    private FrameScheduler pipeline;

    /** What the palettes look like. */
    volatile String colours = "as ever";

    /** Of the network's input, where they are set. */
    volatile InferenceOptions effort = InferenceOptions.DEFAULT;

    /** @param settings of {@code limn.job} without that prefix, name and value by turns */
    public Parts(ObjectStore store, String... settings) {
        this.store = store;
        Map<String, String> all = new HashMap<>();
        for (int i = 0; i < settings.length; i += 2) {
            all.put("limn.job." + settings[i], settings[i + 1]);
        }
        this.settings = all;
    }

    public FrameScheduler pipeline() {
        if (pipeline == null) {
            JobLimits limits = JobLimits.of(JobConfigTest.config(settings), 2, 1L << 30);
            pipeline = new FrameScheduler(
                    limits,
                    new SourceReader(() -> store, 1000),
                    new FrameComputation(this::open, parser(), this::draw),
                    new ResultIdentity(MODEL, () -> effort, options -> colours),
                    new FrameTelemetry(meters, OpenTelemetry.noop().getTracer("test")));
        }
        return pipeline;
    }

    double count(String outcome) {
        return meters.counter("limn.frames", "outcome", outcome).count();
    }

    static FrameRequest request(String name, String file) {
        return request(new Source.Inline(name, file.getBytes(StandardCharsets.UTF_8)));
    }

    static FrameRequest request(Source source) {
        return new FrameRequest(source, EnumSet.of(Output.LABELS, Output.PERSONS), RenderOptions.DEFAULT);
    }

    /** A caller that can be told to come back. */
    CompletableFuture<Outcome> call(String name, String file) {
        return send(name, file, Admission.REFUSE);
    }

    CompletableFuture<Outcome> send(String name, String file, Admission admission) {
        return submit(request(name, file), new MemorySink(), admission).subscribeAsCompletionStage();
    }

    Uni<Outcome> submit(FrameRequest request, ResultSink sink, Admission admission) {
        return pipeline().submit(request, sink, Progress.NONE, admission);
    }

    @Override
    public void close() {
        if (pipeline != null) {
            pipeline.stop();
        }
    }

    /** Files are texts that say their size. */
    private EncodedFrame open(byte[] file, PlateOptions options) throws FrameRejectedException {
        String text = new String(file, StandardCharsets.UTF_8);
        if (!text.matches("\\d+x\\d+.*")) {
            throw new FrameRejectedException(FrameRejectedException.Reason.NOT_AN_IMAGE, "'" + text + "' is no image");
        }
        String[] size = text.split("[^0-9]");
        FrameHeader header = new FrameHeader(FrameFormat.PNG, Integer.parseInt(size[0]), Integer.parseInt(size[1]), 1);
        return new EncodedFrame() {
            @Override
            public FrameHeader header() {
                return header;
            }

            @Override
            public double decodeSeconds() {
                return text.endsWith("slow") ? 5 : 0;
            }

            @Override
            public Frame decode(Runnable check) {
                checking.accept(check);
                Frame frame = new Frame(header.width(), header.height(), new byte[(int) header.pixels() * 3]);
                try {
                    decoding.with(frame);
                } catch (ParserFailedException e) {
                    throw new IllegalStateException(e);
                }
                return frame;
            }
        };
    }

    private Parser parser() {
        return parser(frame -> parsing.with(frame), cancellation -> inferring.accept(cancellation));
    }

    static Parser parser(Compute parsing) {
        return parser(parsing, cancellation -> {});
    }

    private static Parser parser(Compute parsing, Consumer<Cancellation> inferring) {
        LabelSet labels = new LabelSet("parts", List.of(new Label(0, "background", 0)), List.of());
        return new Parser() {
            @Override
            public Parsing parse(Frame frame, Evidence evidence, Timings timings) throws ParserFailedException {
                parsing.with(frame);
                int pixels = (int) frame.pixels();
                return new Parsing(
                        frame.width(),
                        frame.height(),
                        List.of(new LabelLayer(labels, frame.width(), frame.height(), new byte[pixels])),
                        new PersonMap(frame.width(), frame.height(), new byte[pixels]),
                        List.of());
            }

            @Override
            public Parsing parse(Frame frame, Evidence evidence, Timings timings, Cancellation cancellation)
                    throws ParserFailedException {
                inferring.accept(cancellation);
                return parse(frame, evidence, timings);
            }

            @Override
            public ModelId model() {
                return MODEL;
            }

            @Override
            public List<LabelSet> layers() {
                return List.of(labels);
            }
        };
    }

    private List<Rendered> draw(
            Frame frame, Parsing parsing, Set<Output> outputs, RenderOptions options, Runnable check) {
        drawing.accept(check);
        List<Rendered> files = new ArrayList<>();
        for (Output output : outputs) {
            String text = output.kind() + " of " + frame.width() + "x" + frame.height();
            files.add(Rendered.of(output, text.getBytes(StandardCharsets.UTF_8)));
        }
        return files;
    }
}
