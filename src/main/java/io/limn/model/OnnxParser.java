package io.limn.model;

import ai.onnxruntime.OrtException;
import io.limn.frame.Frame;
import io.limn.label.LabelSet;
import io.limn.model.detail.DetailPass;
import io.limn.model.graph.ParallelFor;
import io.limn.model.input.SizeRule;
import io.limn.parsing.Cancellation;
import io.limn.parsing.Detail;
import io.limn.parsing.Evidence;
import io.limn.parsing.InferenceOptions;
import io.limn.parsing.Mirror;
import io.limn.parsing.ModelId;
import io.limn.parsing.Parser;
import io.limn.parsing.ParserFailedException;
import io.limn.parsing.Parsing;
import io.limn.parsing.Reuse;
import io.limn.parsing.ShotParser;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * Parses by a model package's network in ONNX Runtime. Callers run concurrently; each takes a context of buffers, of which as many are
 * kept as were ever in use at the same time.
 */
public final class OnnxParser implements Parser, AutoCloseable {
    private final ModelPackage model;
    private final SizeRule sizes;
    private final ModelSettings settings;
    private final Mirror mirror;
    private final ParallelFor workers;
    private final Network network;
    private final Deque<InferenceContext> idle = new ArrayDeque<>();
    private final ReentrantReadWriteLock open = new ReentrantReadWriteLock();
    private boolean closed;

    /**
     * Loads the network.
     *
     * @param settings inference options, threads and provider; the package is given
     * @throws InvalidModelException where the network does not fit its manifest
     * @throws IllegalArgumentException where the model can't do what is set, naming the key
     */
    OnnxParser(ModelPackage model, ModelSettings settings) {
        this.model = model;
        sizes = settings.sizeOf(model);
        this.settings = settings;
        mirror = settings.mirrorOf(model);
        workers = new ParallelFor(settings.threads());
        network = new Network(model, settings, workers);
    }

    /**
     * The parser that the configuration names.
     *
     * @param name of another model package of the same directory; null for the configured one
     * @throws InvalidModelException where there is no such package, or it can't be used
     * @throws io.limn.config.InvalidSettingException naming a key, its value and the fix
     */
    public static OnnxParser of(ModelConfig config, String name) {
        ModelSettings settings = ModelSettings.of(config);
        return of(name == null ? settings : settings.withName(name));
    }

    /**
     * The parser that the settings name.
     *
     * @throws InvalidModelException where there is no such package, or it can't be used
     */
    public static OnnxParser of(ModelSettings settings) {
        return new OnnxParser(new ModelPackages(settings.directory()).load(settings.name()), settings);
    }

    @Override
    public Parsing parse(Frame frame, Evidence evidence, Timings timings) throws ParserFailedException {
        return parse(frame, evidence, timings, Cancellation.NEVER);
    }

    @Override
    public Parsing parse(Frame frame, Evidence evidence, Timings timings, Cancellation cancellation)
            throws ParserFailedException {
        return parse(frame, evidence, settings.inference().detail(), timings, cancellation);
    }

    Parsing parse(Frame frame, Evidence evidence, Detail detail, Timings timings, Cancellation cancellation)
            throws ParserFailedException {
        DetailPass.Network once = (picture, kept, parts) -> once(picture, kept, parts, cancellation);
        return detail == Detail.FRAME
                ? once.parse(frame, evidence, timings)
                : new DetailPass(once, sizes, detail).parse(frame, evidence, timings);
    }

    @Override
    public Parser with(Detail detail) {
        return detail == null || detail == settings.inference().detail() ? this : new DetailedParser(this, detail);
    }

    @Override
    public ShotParser inOrder(Reuse reuse) {
        return inOrder(reuse, settings.inference().detail());
    }

    ShotParser inOrder(Reuse reuse, Detail detail) {
        if (mirror != Mirror.NONE || detail != Detail.FRAME) {
            throw new IllegalArgumentException(
                    "reuse needs a single pass over the frame: limn.model.mirror=none and detail=frame");
        }
        return new OnnxShotParser(this, reuse, new ReusingContext(model, network, sizes, workers, reuse));
    }

    private Parsing once(Frame frame, Evidence evidence, Timings timings, Cancellation cancellation)
            throws ParserFailedException {
        return inContext(frame.width(), frame.height(), context -> {
            try {
                return context.parse(frame, evidence, timings, cancellation);
            } catch (OrtException e) {
                cancellation.check(); // a run that was stopped fails too
                throw e;
            }
        });
    }

    /**
     * Runs the network alone, at the input size of such a frame and on whatever its input holds: what the cost of all around it
     * is measured against.
     *
     * @return the nanoseconds of the run
     */
    public long runNetwork(int frameWidth, int frameHeight) throws ParserFailedException {
        return inContext(frameWidth, frameHeight, context -> context.runNetwork(frameWidth, frameHeight));
    }

    /** What is done with a context. */
    private interface Use<T> {
        T with(InferenceContext context) throws OrtException;
    }

    private <T> T inContext(int frameWidth, int frameHeight, Use<T> use) throws ParserFailedException {
        return whileOpen(() -> {
            InferenceContext context = take();
            try {
                T result = use.with(context);
                give(context);
                return result;
            } catch (PermitTimeoutException e) {
                give(context);
                throw failed("had no free run for", frameWidth, frameHeight, e);
            } catch (OrtException e) {
                context.close();
                throw failed("failed on", frameWidth, frameHeight, e);
            } catch (RuntimeException | Error e) {
                context.close();
                throw e;
            }
        });
    }

    /** What needs the network. */
    interface Work<T> {
        T run() throws ParserFailedException;
    }

    /** @throws IllegalStateException where the parser is closed */
    <T> T whileOpen(Work<T> work) throws ParserFailedException {
        open.readLock().lock();
        try {
            if (closed) {
                throw new IllegalStateException("the parser is closed");
            }
            return work.run();
        } finally {
            open.readLock().unlock();
        }
    }

    ParserFailedException failed(String how, int frameWidth, int frameHeight, Exception why) {
        return new ParserFailedException(
                "The network " + model.id().name() + " " + how + " a frame of " + frameWidth + "x" + frameHeight + ": "
                        + why.getMessage(),
                why);
    }

    private InferenceContext take() {
        synchronized (idle) {
            InferenceContext context = idle.pollFirst();
            return context != null ? context : new InferenceContext(model, network, sizes, mirror, workers);
        }
    }

    private void give(InferenceContext context) {
        synchronized (idle) {
            idle.addFirst(context);
        }
    }

    @Override
    public ModelId model() {
        return model.id();
    }

    @Override
    public InferenceOptions options() {
        return settings.inference().orSoft(model.manifest().input().detail());
    }

    @Override
    public List<LabelSet> layers() {
        return model.layers();
    }

    /** Waits for the frames being parsed, then frees the network. */
    @Override
    public void close() {
        open.writeLock().lock();
        try {
            if (!closed) {
                closed = true;
                idle.forEach(InferenceContext::close);
                network.close();
                workers.close();
            }
        } finally {
            open.writeLock().unlock();
        }
    }
}
