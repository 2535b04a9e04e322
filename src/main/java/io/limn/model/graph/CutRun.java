package io.limn.model.graph;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** One run of a network in pieces; holds the tensors computed so far. */
final class CutRun implements AutoCloseable {
    private final TokenSpace space;
    private final ParallelFor workers;
    private final Map<String, OnnxTensor> given;
    private final Map<String, OnnxTensor> asked;
    private final OrtSession.RunOptions options;
    /** Tensors allocated by the runtime. */
    private final Map<String, OnnxTensor> made = new HashMap<>();

    private final Map<String, TokenRows> rows = new HashMap<>();

    /**
     * @param given the network's inputs
     * @param asked the network's outputs, to be filled
     * @param options of every piece
     */
    CutRun(
            TokenSpace space,
            ParallelFor workers,
            Map<String, OnnxTensor> given,
            Map<String, OnnxTensor> asked,
            OrtSession.RunOptions options) {
        this.space = space;
        this.workers = workers;
        this.given = given;
        this.asked = asked;
        this.options = options;
    }

    /** Runs a piece on all tokens. */
    void whole(PieceSession piece) throws OrtException {
        takeRows(piece);
        Map<String, OnnxTensor> filled = new HashMap<>(asked);
        filled.keySet().retainAll(piece.outputs());
        piece.rows().keySet().forEach(name -> filled.put(name, rows.get(name).whole()));
        Set<String> others = new HashSet<>(piece.outputs());
        others.removeAll(filled.keySet());
        // Not closed as a whole: its tensors are freed one by one, after their last reader.
        OrtSession.Result result = piece.session().run(named(piece.inputs(), this::whole), others, filled, options);
        for (String name : others) {
            made.put(name, (OnnxTensor) result.get(name).orElseThrow());
        }
        release(piece.last());
    }

    /**
     * Samples for every token and runs what follows.
     *
     * @param next the piece that computes tokens from it, null if the last piece follows
     */
    void sampled(Sampling.Layer layer, PieceSession next) throws OrtException {
        TokenRows values = rows.get(layer.values());
        TokenRows offsets = rows.get(layer.offsets());
        TokenRows shares = rows.get(layer.shares());
        TokenRows sampled = space.take(values.tail());
        rows.put(layer.sampled(), sampled);
        if (next != null) {
            takeRows(next);
        }
        space.load(values, workers);
        workers.each(space.slabs(), slab -> {
            space.sample(slab, offsets, shares, sampled);
            if (next != null) {
                run(next, slab);
            }
        });
        release(layer.read());
        if (next != null) {
            release(next.last());
        }
    }

    private void run(PieceSession piece, int slab) throws OrtException {
        try (OrtSession.Result result = piece.session()
                .run(
                        named(piece.inputs(), name -> slab(name, slab)),
                        Set.of(),
                        named(piece.outputs(), name -> slab(name, slab)),
                        options)) {
            assert result.size() == piece.outputs().size();
        }
    }

    private static Map<String, OnnxTensor> named(Set<String> names, Function<String, OnnxTensor> tensor) {
        return names.stream().collect(Collectors.toMap(Function.identity(), tensor));
    }

    private OnnxTensor whole(String name) {
        return rows.containsKey(name) ? rows.get(name).whole() : made.getOrDefault(name, given.get(name));
    }

    private OnnxTensor slab(String name, int slab) {
        return rows.containsKey(name) ? rows.get(name).slabs().get(slab) : whole(name);
    }

    private void takeRows(PieceSession piece) throws OrtException {
        for (Map.Entry<String, List<Long>> row : piece.rows().entrySet()) {
            rows.put(row.getKey(), space.take(row.getValue()));
        }
    }

    private void release(Iterable<String> names) {
        for (String name : names) {
            TokenRows row = rows.remove(name);
            if (row != null) {
                space.give(row);
            }
            OnnxTensor tensor = made.remove(name);
            if (tensor != null) {
                tensor.close();
            }
        }
    }

    @Override
    public void close() {
        rows.values().forEach(space::give);
        made.values().forEach(OnnxTensor::close);
    }
}
