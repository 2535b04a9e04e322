package io.limn.model.graph;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import io.limn.disk.Temporary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A network cut into pieces, each in its own session, with the {@link Sampling} computed between them. The first and the last piece run
 * like any network. The pieces between compute each token independently, and run slab by slab, one thread per slab.
 */
public final class CutGraph implements Computation {
    /** Creates the options of a session with this many threads. */
    public interface Options {
        OrtSession.SessionOptions with(int threads) throws OrtException;
    }

    /** The prefix of the runtime's names for ONNX types. */
    private static final String TYPE = "ONNX_TENSOR_ELEMENT_DATA_TYPE_";

    private final OrtEnvironment environment;
    private final Sampling sampling;
    private final ParallelFor workers;
    private final Map<String, TensorInfo> inputs = new HashMap<>();
    private final Map<String, TensorInfo> outputs = new HashMap<>();
    private final List<OrtSession> sessions = new ArrayList<>();
    private final List<PieceSession> pieces = new ArrayList<>();
    private final SampleShapes shapes;
    private final Deque<TokenSpace> idle = new ArrayDeque<>();

    /**
     * @param network a whole ONNX file
     * @param threads for the first and the last piece
     * @param workers runs the sampling and the pieces between, on as many threads
     * @throws IllegalArgumentException if the network can't be cut there; the message says why
     * @throws IOException if the file can't be read as ONNX, or a piece can't be written
     */
    public CutGraph(
            OrtEnvironment environment,
            Path network,
            Sampling sampling,
            Options options,
            int threads,
            ParallelFor workers)
            throws OrtException, IOException {
        this.environment = environment;
        this.sampling = sampling;
        this.workers = workers;
        CutModel model = CutModel.of(
                network,
                sampling.layers().stream()
                        .map(layer -> new Cut(layer.read(), layer.sampled()))
                        .toList());
        try {
            shapes = open(model, options, threads);
        } catch (OrtException | IOException | RuntimeException e) {
            close();
            throw e;
        }
    }

    private SampleShapes open(CutModel model, Options options, int threads) throws IOException, OrtException {
        Path file = Temporary.file("piece", ".onnx");
        Map<String, List<Long>> tails = new HashMap<>();
        int last = model.pieces() - 1;
        try {
            Map<String, Declared> known = new HashMap<>();
            for (int i = 0; i <= last; i++) {
                model.write(i, known, file);
                try (OrtSession.SessionOptions own = options.with(i == 0 || i == last ? threads : 1)) {
                    OrtSession session = environment.createSession(file.toString(), own);
                    sessions.add(session);
                    Map<String, TensorInfo> given = Sessions.outputs(session);
                    given.forEach((name, info) -> known.put(name, new Declared(type(info), info.getShape())));
                    outputs.putAll(given);
                    inputs.putAll(Sessions.inputs(session));
                    PieceSession piece = PieceSession.of(session, model, i, given, tokenWise(model));
                    tails.putAll(piece.rows());
                    pieces.add(piece);
                }
                if (i < last) {
                    Sampling.Layer layer = sampling.layers().get(i);
                    known.put(layer.sampled(), known.get(layer.values()));
                }
            }
        } finally {
            Files.delete(file);
        }
        outputs.keySet().retainAll(model.outputs());
        inputs.keySet().retainAll(model.inputs());
        return SampleShapes.of(sampling, tails);
    }

    /** Names of the tensors with one row per token: those read between two pieces, and by pieces that compute tokens. */
    private Set<String> tokenWise(CutModel model) {
        Set<String> names = new HashSet<>();
        sampling.layers().forEach(layer -> names.addAll(layer.read()));
        for (int i = 1; i < model.pieces() - 1; i++) {
            names.addAll(model.inputs(i));
        }
        return names;
    }

    private static DataType type(TensorInfo info) {
        return DataType.valueOf(info.onnxType.name().substring(TYPE.length()));
    }

    @Override
    public Map<String, TensorInfo> inputs() {
        return inputs;
    }

    @Override
    public Map<String, TensorInfo> outputs() {
        return Map.copyOf(outputs);
    }

    @Override
    public void run(Map<String, OnnxTensor> inputs, Map<String, OnnxTensor> outputs, OrtSession.RunOptions options)
            throws OrtException {
        long[] image = inputs.values().iterator().next().getInfo().getShape();
        TokenSpace space = take();
        try (CutRun run = new CutRun(space, workers, inputs, outputs, options)) {
            space.shape((int) image[3], (int) image[2]);
            int last = pieces.size() - 1;
            run.whole(pieces.get(0));
            for (int i = 0; i < last; i++) {
                run.sampled(sampling.layers().get(i), i + 1 < last ? pieces.get(i + 1) : null);
            }
            run.whole(pieces.get(last));
        } finally {
            give(space);
        }
    }

    private TokenSpace take() {
        synchronized (idle) {
            TokenSpace space = idle.pollFirst();
            return space != null ? space : new TokenSpace(environment, sampling, shapes);
        }
    }

    private void give(TokenSpace space) {
        synchronized (idle) {
            idle.addFirst(space);
        }
    }

    @Override
    public void close() {
        idle.forEach(TokenSpace::close);
        sessions.forEach(Sessions::close);
    }
}
