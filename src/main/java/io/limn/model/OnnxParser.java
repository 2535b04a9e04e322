package io.limn.model;

import ai.onnxruntime.OrtException;
import io.limn.frame.Frame;
import io.limn.label.LabelSet;
import io.limn.model.crew.Crew;
import io.limn.model.input.SizeRule;
import io.limn.parsing.Effort;
import io.limn.parsing.Evidence;
import io.limn.parsing.Mirror;
import io.limn.parsing.ModelId;
import io.limn.parsing.Parser;
import io.limn.parsing.ParserFailedException;
import io.limn.parsing.Parsing;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * Parses by a model package's network in ONNX Runtime. As many frames at once as there are callers; each takes a slot of
 * buffers, of which as many are kept as were ever needed at once.
 */
public final class OnnxParser implements Parser, AutoCloseable {
    private final ModelPackage model;
    private final SizeRule sizes;
    private final ModelSettings settings;
    private final Mirror mirror;
    private final Crew crew;
    private final Network network;
    private final Deque<Slot> idle = new ArrayDeque<>();
    private final ReentrantReadWriteLock open = new ReentrantReadWriteLock();
    private boolean closed;

    /**
     * Loads the network.
     *
     * @param settings effort, threads and provider; the package is given
     * @throws InvalidModelException where the network does not fit its manifest
     * @throws IllegalArgumentException where the model can't do what is set, naming the key
     */
    public OnnxParser(ModelPackage model, ModelSettings settings) {
        this.model = model;
        sizes = settings.sizeOf(model);
        this.settings = settings;
        mirror = settings.mirrorOf(model);
        crew = new Crew(settings.threads());
        network = new Network(model, settings, crew);
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
    public Parsing parse(Frame frame) throws ParserFailedException {
        return parse(frame, Timings.NONE);
    }

    @Override
    public Parsing parse(Frame frame, Timings timings) throws ParserFailedException {
        return parse(frame, Evidence.MAPS, timings);
    }

    @Override
    public Parsing parse(Frame frame, Evidence evidence, Timings timings) throws ParserFailedException {
        return inSlot(frame.width(), frame.height(), slot -> slot.parse(frame, evidence, timings));
    }

    /**
     * Runs the network alone, at the input size of such a frame and on whatever its input holds: what the cost of all around it
     * is measured against.
     *
     * @return the nanoseconds of the run
     */
    public long runNetwork(int frameWidth, int frameHeight) throws ParserFailedException {
        return inSlot(frameWidth, frameHeight, slot -> slot.runNetwork(frameWidth, frameHeight));
    }

    /** What is done with a slot. */
    private interface Use<T> {
        T with(Slot slot) throws OrtException;
    }

    private <T> T inSlot(int frameWidth, int frameHeight, Use<T> use) throws ParserFailedException {
        open.readLock().lock();
        try {
            if (closed) {
                throw new IllegalStateException("the parser is closed");
            }
            Slot slot = take();
            try {
                T result = use.with(slot);
                give(slot);
                return result;
            } catch (NoTurnException e) {
                give(slot);
                throw new ParserFailedException(
                        "The network " + model.id().name() + " had no turn for a frame of " + frameWidth + "x"
                                + frameHeight + ": " + e.getMessage(),
                        e);
            } catch (OrtException e) {
                slot.close();
                throw new ParserFailedException(
                        "The network " + model.id().name() + " failed on a frame of " + frameWidth + "x" + frameHeight
                                + ": " + e.getMessage(),
                        e);
            } catch (RuntimeException | Error e) {
                slot.close();
                throw e;
            }
        } finally {
            open.readLock().unlock();
        }
    }

    private Slot take() {
        synchronized (idle) {
            Slot slot = idle.pollFirst();
            return slot != null ? slot : new Slot(model, network, sizes, mirror, crew);
        }
    }

    private void give(Slot slot) {
        synchronized (idle) {
            idle.addFirst(slot);
        }
    }

    @Override
    public ModelId model() {
        return model.id();
    }

    @Override
    public Effort effort() {
        return settings.effort();
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
                idle.forEach(Slot::close);
                network.close();
                crew.close();
            }
        } finally {
            open.writeLock().unlock();
        }
    }
}
