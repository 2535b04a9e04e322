package io.limn.model;

import ai.onnxruntime.OrtException;
import io.limn.frame.Frame;
import io.limn.model.decode.Decoder;
import io.limn.model.decode.Decoders;
import io.limn.model.graph.ParallelFor;
import io.limn.model.input.InputSize;
import io.limn.model.input.Preprocessing;
import io.limn.model.input.SizeRule;
import io.limn.model.reuse.Area;
import io.limn.model.reuse.Changes;
import io.limn.model.reuse.KeptOutput;
import io.limn.parsing.Evidence;
import io.limn.parsing.Parser.Timings;
import io.limn.parsing.Parsing;
import io.limn.parsing.Reuse;
import java.nio.FloatBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Tensors and kept outputs for the frames of a shot in their order. The network runs on parts of the
 * input that it would otherwise see as a whole, at the same scale and on the same cells; its outputs there are blended into the kept ones, and
 * the whole is decoded. Not thread-safe.
 */
final class ReusingContext implements AutoCloseable {
    private static final int CHANNELS = 3;
    /** Where a larger share of the input changed, the network runs on the whole. */
    private static final double MOST_CHANGED = 0.5;
    /** The same for the areas with their context: several runs on nearly everything would cost more than one run on the whole. */
    private static final double MOST_SEEN = 0.8;

    private final Network network;
    private final SizeRule sizes;
    private final Preprocessing preprocessing;
    private final float level;
    private final Tensors whole;
    private final Tensors part;
    private final Decoder decoder;
    private final Reuse reuse;
    private final Map<String, KeptOutput> kept = new LinkedHashMap<>();
    private final Map<String, float[]> outputs = new LinkedHashMap<>();
    private Changes changes;
    private InputSize size;
    private int shownWidth;
    private double seen;
    private long frames;

    /** @throws IllegalArgumentException where the network's outputs are not all cells over the input */
    ReusingContext(ModelPackage model, Network network, SizeRule sizes, ParallelFor workers, Reuse reuse) {
        for (Output output : network.outputs().values()) {
            if (!(output instanceof Output.Planes)) {
                throw new IllegalArgumentException("reuse needs a network that labels cell by cell; "
                        + model.id().name() + " has the output '" + output.name() + "'");
            }
        }
        this.network = network;
        this.sizes = sizes;
        this.reuse = reuse;
        ModelManifest.Input input = model.manifest().input();
        preprocessing = input.preprocessing();
        level = 1 / input.std().get(0);
        whole = new Tensors(network, input);
        part = new Tensors(network, input);
        decoder = Decoders.of(model.manifest().heads(), model.layers(), workers);
    }

    Parsing parse(Frame frame, Evidence evidence, Timings timings) throws OrtException {
        long start = System.nanoTime();
        shape(frame);
        FloatBuffer input = whole.input();
        preprocessing.fill(frame, size, input);
        boolean fresh = changes == null || frames % reuse.every() == 0;
        List<Area> areas = fresh ? List.of() : changes.areas(input);
        long pixels = areas.stream().mapToLong(Area::pixels).sum();
        long changed = areas.stream().mapToLong(Area::changed).sum();
        fresh |= changed > MOST_CHANGED * size.plane() || pixels > MOST_SEEN * size.plane();
        long prepared = System.nanoTime();
        if (fresh) {
            runWhole(input);
            pixels = size.plane();
        } else {
            for (Area area : areas) {
                runOn(area, input);
            }
        }
        frames++;
        seen += (double) pixels / size.plane();
        long ran = System.nanoTime();
        Parsing parsing = decoder.decode(outputs::get, size, evidence);
        long decoded = System.nanoTime();
        timings.add("preprocess", prepared - start);
        timings.add("network", ran - prepared);
        timings.add("decoder", decoded - ran);
        return parsing;
    }

    private void shape(Frame frame) throws OrtException {
        if (size == null
                || size.frameWidth() != frame.width()
                || size.frameHeight() != frame.height()
                || shownWidth != frame.shownWidth()) {
            changes = null;
            shownWidth = frame.shownWidth();
            size = sizes.plan(shownWidth, frame.height()).ofFrame(frame.width(), frame.height());
        }
        whole.shape(size);
    }

    /** Drops what is kept first: if the network fails, the next frame is computed as a whole. */
    private void runWhole(FloatBuffer input) throws OrtException {
        changes = null;
        whole.run();
        for (Output output : network.outputs().values()) {
            Output.Planes planes = (Output.Planes) output;
            KeptOutput own =
                    new KeptOutput(planes.channels(), planes.stride(), InputSize.cells(size.width(), planes.stride()));
            kept.put(output.name(), own);
            int cells =
                    InputSize.cells(size.height(), planes.stride()) * InputSize.cells(size.width(), planes.stride());
            outputs.put(output.name(), own.keep(whole.values(output.name()), planes.channels() * cells));
        }
        changes = new Changes(input, size.width(), size.height(), sizes.stride(), level);
    }

    private void runOn(Area area, FloatBuffer input) throws OrtException {
        part.shape(
                new InputSize(area.width(), area.height(), area.width(), area.height(), area.width(), area.height()));
        FloatBuffer tensor = part.input();
        for (int channel = 0; channel < CHANNELS; channel++) {
            for (int y = 0; y < area.height(); y++) {
                int from = channel * size.plane() + (area.top() + y) * size.width() + area.left();
                tensor.put((channel * area.height() + y) * area.width(), input, from, area.width());
            }
        }
        part.run();
        kept.forEach((name, own) -> own.blend(part.values(name), area));
        changes.computed(area, input);
    }

    double share() {
        return frames == 0 ? 1 : seen / frames;
    }

    @Override
    public void close() {
        whole.close();
        part.close();
    }
}
