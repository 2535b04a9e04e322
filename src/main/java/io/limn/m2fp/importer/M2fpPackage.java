package io.limn.m2fp.importer;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.limn.m2fp.graph.GraphBuilder;
import io.limn.m2fp.graph.OnnxFile;
import io.limn.m2fp.network.GraphOptimizations;
import io.limn.m2fp.network.M2fpGraph;
import io.limn.m2fp.network.SamplingNames;
import io.limn.m2fp.torch.TorchCheckpoint;
import io.limn.model.ModelManifest;
import io.limn.model.Sha256;
import io.limn.model.decode.Head;
import io.limn.model.decode.QueryInstances;
import io.limn.model.graph.Sampling;
import io.limn.model.input.SizeRule;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** Writes a model package: the network first, the manifest last, each file atomically. */
final class M2fpPackage {
    private static final String LICENCE = "CC-BY-NC-4.0";
    /** The metadata of the network's file. */
    static final Map<String, String> METADATA = Map.of("licence of the weights", LICENCE);

    private static final String LAYER = "parts";
    private static final int STRIDE = 32;
    private static final int MASK_STRIDE = 4;
    private static final int GREY = 128;
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .serializationInclusion(JsonInclude.Include.NON_EMPTY)
            .build();

    private M2fpPackage() {}

    /**
     * Writes the package.
     *
     * @param source the checkpoint's file name
     * @param int8 null if int8 isn't requested
     * @throws io.limn.m2fp.torch.CheckpointException if the checkpoint can't be used; the message says why
     */
    static ImportedModel write(
            TorchCheckpoint checkpoint,
            M2fpModel model,
            String source,
            Path folder,
            Int8Trial int8,
            ByteProgress progress)
            throws IOException {
        long start = System.nanoTime();
        GraphBuilder graph = M2fpGraph.build(checkpoint, GraphOptimizations.FAST);
        Files.createDirectories(folder);
        Path network = folder.resolve("model.onnx");
        Path part = folder.resolve("model.onnx.part");
        Path whole = folder.resolve("model.int8.onnx.part");
        String sha256;
        Int8Report report = null;
        try {
            sha256 = writeNetwork(graph, part, progress);
            if (int8 != null) {
                report = int8.make(checkpoint, part, whole, input(model), model, progress::says);
            }
            boolean kept = report != null && report.kept();
            sha256 = kept ? Sha256.of(whole) : sha256;
            Files.move(kept ? whole : part, network, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
            Files.deleteIfExists(whole);
        }
        String name = folder.getFileName().toString();
        writeManifest(manifest(name, model, source, sha256, report, M2fpGraph.samplings(checkpoint)), folder);
        return new ImportedModel(
                folder.toString(),
                name,
                model.persons(),
                model.labels().size(),
                model.queries(),
                Files.size(network),
                sha256,
                (System.nanoTime() - start) / 1e9,
                report);
    }

    private static String writeNetwork(GraphBuilder graph, Path file, ByteProgress progress) throws IOException {
        MessageDigest digest = Sha256.digest();
        long total = OnnxFile.bytes(graph);
        try (OutputStream out =
                new DigestOutputStream(new BufferedOutputStream(Files.newOutputStream(file), 1 << 20), digest)) {
            OnnxFile.write(graph, METADATA, out, done -> progress.at(done, total));
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static void writeManifest(ModelManifest manifest, Path folder) throws IOException {
        Path part = folder.resolve("model.json.part");
        Files.write(part, JSON.writeValueAsBytes(manifest));
        Files.move(part, folder.resolve("model.json"), StandardCopyOption.REPLACE_EXISTING);
    }

    private static ModelManifest.Input input(M2fpModel model) {
        SizeRule size = model.persons() ? SizeRule.shortSide(640, 1333, STRIDE) : SizeRule.fit(384, 512, STRIDE, GREY);
        return ModelManifest.Input.rgb(
                "image", List.of(123.675f, 116.28f, 103.53f), List.of(58.395f, 57.12f, 57.375f), size);
    }

    private static ModelManifest manifest(
            String name,
            M2fpModel model,
            String source,
            String sha256,
            Int8Report report,
            List<SamplingNames> samplings) {
        return new ModelManifest(
                name,
                model.persons() ? "multi-human" : "single-human",
                LICENCE,
                "M2FP (Yang et al. 2023), imported from " + source
                        + "; the published weights are CC BY-NC 4.0: no commercial use",
                "model.onnx",
                sha256,
                input(model),
                List.of(new ModelManifest.Layer(
                        LAYER, M2fpLabels.entries(model.labels()), M2fpLabels.pairs(model.labels()))),
                List.of(new Head.Queries(
                        LAYER,
                        "pred_logits",
                        "pred_masks",
                        MASK_STRIDE,
                        model.queries(),
                        model.persons() ? new QueryInstances(M2fpModel.KEEP, model.paint()) : null)),
                sampling(samplings),
                report != null && report.kept() ? Map.of("int8, against floating point", report.text()) : Map.of());
    }

    private static Sampling sampling(List<SamplingNames> samplings) {
        return new Sampling(
                M2fpGraph.HEADS,
                SamplingNames.STRIDES,
                samplings.stream()
                        .map(at -> new Sampling.Layer(at.values(), at.offsets(), at.shares(), at.sampled()))
                        .toList());
    }
}
