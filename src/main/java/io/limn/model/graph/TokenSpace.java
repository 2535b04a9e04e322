package io.limn.model.graph;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import java.util.ArrayList;
import java.util.List;

/** Memory for the tokens of one run at a time, kept from frame to frame. Not thread-safe, except where stated. */
final class TokenSpace implements AutoCloseable {
    /** Tokens per slab: few enough that intermediate values between two layers stay in a core's cache. */
    private static final int SLAB = 256;

    private final OrtEnvironment environment;
    private final Sampling sampling;
    private final SampleShapes shapes;
    private final List<TokenRows> all = new ArrayList<>();
    private final List<TokenRows> free = new ArrayList<>();
    private DeformableSampler sampler;
    private float[] values;
    private int tokens;
    private int width;
    private int height;

    TokenSpace(OrtEnvironment environment, Sampling sampling, SampleShapes shapes) {
        this.environment = environment;
        this.sampling = sampling;
        this.shapes = shapes;
    }

    /** Allocates for an input of this size, unless it has that size already. */
    void shape(int inputWidth, int inputHeight) {
        if (inputWidth == width && inputHeight == height) {
            return;
        }
        close();
        Pyramid pyramid = Pyramid.of(sampling.strides(), inputWidth, inputHeight);
        tokens = pyramid.tokens();
        sampler = new DeformableSampler(pyramid, sampling.heads(), shapes.channels(), shapes.points());
        values = new float[Math.multiplyExact(tokens, shapes.channels())];
        width = inputWidth;
        height = inputHeight;
    }

    /** Rows with undefined contents; {@link #give} takes them back. */
    TokenRows take(List<Long> tail) throws OrtException {
        for (int i = 0; i < free.size(); i++) {
            if (free.get(i).tail().equals(tail)) {
                return free.remove(i);
            }
        }
        TokenRows rows = TokenRows.of(environment, tokens, SLAB, tail);
        all.add(rows);
        return rows;
    }

    void give(TokenRows rows) {
        free.add(rows);
    }

    int slabs() {
        return (tokens + SLAB - 1) / SLAB;
    }

    /** Loads the values that are sampled next. */
    void load(TokenRows sampled, ParallelFor workers) {
        int slab = SLAB * shapes.channels();
        workers.each(slabs(), i -> {
            int from = i * slab;
            sampled.floats().get(from, values, from, Math.min(slab, values.length - from));
        });
    }

    /** Samples for the tokens of a slab; several threads may do so concurrently, for different slabs. */
    void sample(int slab, TokenRows offsets, TokenRows shares, TokenRows sampled) {
        int from = slab * SLAB;
        sampler.sample(
                new DeformableSampler.Task(values, offsets.floats(), shares.floats(), sampled.floats()),
                from,
                Math.min(tokens, from + SLAB));
    }

    @Override
    public void close() {
        all.forEach(TokenRows::close);
        all.clear();
        free.clear();
        width = 0;
        height = 0;
    }
}
