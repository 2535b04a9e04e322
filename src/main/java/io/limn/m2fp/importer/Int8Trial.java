package io.limn.m2fp.importer;

import io.limn.frame.Frame;
import io.limn.frame.FrameReader;
import io.limn.frame.header.FrameRejectedException;
import io.limn.m2fp.graph.GraphBuilder;
import io.limn.m2fp.graph.OnnxFile;
import io.limn.m2fp.network.M2fpGraph;
import io.limn.m2fp.network.Ranges;
import io.limn.m2fp.torch.TorchCheckpoint;
import io.limn.model.ModelManifest;
import io.limn.model.NetworkProbe;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Builds the network with three fifths of its products in int8, calibrated on photographs, and measures on others how much the masks
 * change: photographs alternate between calibration and comparison.
 *
 * @param photographs at least two
 * @param most largest mean share of changed mask pixels, 0..1, at which int8 is kept
 */
record Int8Trial(FrameReader frames, List<Path> photographs, double most) {
    /** The most photographs used: more add little information and take time. */
    private static final int ENOUGH = 16;

    Int8Trial {
        int count = Math.min(ENOUGH, photographs.size());
        List<Path> all = photographs;
        photographs = IntStream.range(0, count)
                .mapToObj(i -> all.get((int) ((long) i * all.size() / count)))
                .toList();
    }

    /**
     * Builds and compares the network.
     *
     * @param floats the network in floating point
     * @param whole the file to write
     * @param model the imported model
     * @param said receives messages about the current step
     */
    Int8Report make(
            TorchCheckpoint checkpoint,
            Path floats,
            Path whole,
            ModelManifest.Input input,
            M2fpModel model,
            Consumer<String> said)
            throws IOException {
        int threads = Runtime.getRuntime().availableProcessors();
        Ranges ranges = new Ranges();
        write(M2fpGraph.observed(checkpoint), whole);
        try (NetworkProbe observed = new NetworkProbe(whole, input, threads)) {
            for (Path photograph : every(0)) {
                said.accept("int8: ranges of " + photograph.getFileName());
                ranges.widen(observed.run(read(photograph)));
            }
        }
        List<MaskSigns> before = signs(floats, input, model, threads, said);
        write(M2fpGraph.buildInt8(checkpoint, ranges), whole);
        List<MaskSigns> after = signs(whole, input, model, threads, said);
        List<Double> changed = new ArrayList<>();
        for (int i = 0; i < before.size(); i++) {
            changed.add(before.get(i).changed(after.get(i)));
        }
        return Int8Report.of(changed, most);
    }

    private List<MaskSigns> signs(
            Path network, ModelManifest.Input input, M2fpModel model, int threads, Consumer<String> said)
            throws IOException {
        List<MaskSigns> signs = new ArrayList<>();
        try (NetworkProbe probe = new NetworkProbe(network, input, threads)) {
            for (Path photograph : every(1)) {
                said.accept("int8: masks of " + photograph.getFileName());
                Map<String, float[]> outputs = probe.run(read(photograph));
                signs.add(MaskSigns.of(
                        outputs.get("pred_logits"), outputs.get("pred_masks"), model.queries(), M2fpModel.KEEP));
            }
        }
        return signs;
    }

    private List<Path> every(int second) {
        return IntStream.range(0, photographs.size())
                .filter(i -> i % 2 == second)
                .mapToObj(photographs::get)
                .toList();
    }

    private Frame read(Path photograph) throws IOException {
        try {
            return frames.read(Files.readAllBytes(photograph));
        } catch (FrameRejectedException e) {
            throw new IOException(photograph + " can't be used for --int8: " + e.getMessage(), e);
        }
    }

    private static void write(GraphBuilder graph, Path file) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 20)) {
            OnnxFile.write(graph, M2fpPackage.METADATA, out, done -> {});
        }
    }
}
