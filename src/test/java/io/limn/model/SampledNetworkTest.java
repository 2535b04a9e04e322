package io.limn.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.limn.m2fp.importer.Imported;
import io.limn.m2fp.network.RandomNet;
import io.limn.model.graph.ParallelFor;
import io.limn.model.input.InputSize;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A network that Limn runs in pieces, sampling between them, against the same file run as it is. */
class SampledNetworkTest {
    private static final double TOLERANCE = 2e-4;

    @TempDir
    static Path directory;

    private static String manifest;

    @BeforeAll
    static void make() throws Exception {
        Path checkpoint = directory.resolve("net.pt");
        RandomNet.SMALL.withClasses(21).write(checkpoint, 11);
        Imported made = Imported.with(
                checkpoint.toString(), "-o", directory.resolve("pieces").toString());
        assertThat(made.exit()).as(made.err()).isZero();
        manifest = Files.readString(directory.resolve("pieces/model.json"));
        ObjectNode whole = (ObjectNode) new ObjectMapper().readTree(manifest);
        assertThat(whole.remove("sampling")).as("the sampling").isNotNull();
        write("whole", whole.put("name", "whole").toString());
    }

    /** A package of the same network. */
    private static void write(String name, String text) throws IOException {
        Path folder = Files.createDirectories(directory.resolve(name));
        Files.writeString(
                folder.resolve("model.json"), text.replace("\"name\" : \"pieces\"", "\"name\" : \"" + name + "\""));
        if (!Files.exists(folder.resolve("model.onnx"))) {
            Files.copy(directory.resolve("pieces/model.onnx"), folder.resolve("model.onnx"));
        }
    }

    /** Runs a package's network on noise, all outputs by name. */
    private static final class Runner implements AutoCloseable {
        private final ModelPackage model;
        private final ParallelFor workers = new ParallelFor(2);
        private final Network network;

        Runner(String name) {
            model = new ModelPackages(directory).load(name);
            network = new Network(model, new ModelSettings(name, directory, 2), workers);
        }

        List<float[]> run(int width, int height) throws Exception {
            try (Tensors tensors = new Tensors(network, model.manifest().input())) {
                tensors.shape(new InputSize(width, height, width, height, width, height));
                Random random = new Random(width);
                for (int i = 0; i < 3 * width * height; i++) {
                    tensors.input().put(i, (float) random.nextGaussian());
                }
                tensors.run();
                return List.of(
                        tensors.values("pred_logits").clone(),
                        tensors.values("pred_masks").clone());
            }
        }

        @Override
        public void close() {
            network.close();
            workers.close();
        }
    }

    private static void assertAlike(List<float[]> pieces, List<float[]> whole) {
        for (int i = 0; i < whole.size(); i++) {
            assertThat(pieces.get(i)).as("output %d", i).hasSameSizeAs(whole.get(i));
            double worst = 0;
            for (int j = 0; j < whole.get(i).length; j++) {
                worst = Math.max(worst, Math.abs(pieces.get(i)[j] - whole.get(i)[j]));
            }
            assertThat(worst).as("output %d", i).isLessThan(TOLERANCE);
        }
    }

    /** Sizes of less than a slab of tokens, of several and of a last one of few. */
    @Test
    void inPiecesItGivesWhatTheWholeFileGivesAtAnySize() throws Exception {
        try (Runner pieces = new Runner("pieces");
                Runner whole = new Runner("whole")) {
            for (int[] size : new int[][] {{32, 32}, {256, 160}, {416, 288}, {96, 352}, {256, 160}}) {
                assertAlike(pieces.run(size[0], size[1]), whole.run(size[0], size[1]));
            }
        }
    }

    @Test
    void concurrentFramesDoNotInterfere() throws Exception {
        ExecutorService callers = Executors.newFixedThreadPool(3);
        try (Runner pieces = new Runner("pieces");
                Runner whole = new Runner("whole")) {
            List<Future<List<float[]>>> results = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                int width = 64 + 32 * (i % 4);
                results.add(callers.submit(() -> pieces.run(width, 128)));
            }
            for (int i = 0; i < 12; i++) {
                assertAlike(results.get(i).get(), whole.run(64 + 32 * (i % 4), 128));
            }
        } finally {
            callers.shutdown();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"enc_layer1_values\" | \"elsewhere\" | model.json: sampling.layers: the network computes no tensor 'elsewhere'",
                "\"enc_layer0_sampled\" | \"image\" | model.json: sampling.layers: the network computes no tensor 'image'",
                "\"enc_layer0_values\" | \"enc_layer1_values\" | model.json: sampling.layers: 'enc_layer1_values' is computed from 'enc_layer0_sampled', which comes later",
                "\"enc_layer0_offsets\" | \"enc_layer0_shares\" | has 96 numbers per token, but",
                "\"heads\" : 8 | \"heads\" : 7 | model.json: sampling.layers: 'enc_layer0_values' has 32 numbers per token, which 7 does not divide",
                "\"heads\" : 8 | \"heads\" : 0 | model.json: sampling: needs at least one each of heads, strides and layers, strides above 0",
                "\"strides\" : [ 32, 16, 8 ] | \"strides\" : [ 32, 16, 7 ] | model.json: sampling.strides: each must divide input.size.stride, 32, but they are [32, 16, 7]"
            })
    void unknownSamplingLayersAreRefused(String there, String wrong, String sentence) throws IOException {
        write("wrong", manifest.replace(there, wrong));
        assertThatThrownBy(() -> new Runner("wrong").close())
                .isInstanceOf(InvalidModelException.class)
                .hasMessageContaining(sentence);
    }
}
