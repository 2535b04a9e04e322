package io.limn.model;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Of the shipped network, on an input of 64×64 pixels. */
class KeptNetworksTest {
    private static final Path NETWORK = Path.of("models/limn/model.onnx");
    private static final long[] SHAPE = {1, 3, 64, 64};

    private final OrtEnvironment environment = OnnxRuntime.environment();

    @TempDir
    Path folder;

    @Test
    void aKeptNetworkGivesTheSameResultsBitByBit() throws Exception {
        List<float[]> expected = outputs(environment.createSession(NETWORK.toString(), options()));
        KeptNetworks kept = new KeptNetworks(folder.resolve("networks"));

        assertThat(outputs(open(kept)))
                .as("when it is kept")
                .usingRecursiveComparison()
                .isEqualTo(expected);
        Path file = onlyFile();
        assertThat(outputs(open(kept)))
                .as("afterwards")
                .usingRecursiveComparison()
                .isEqualTo(expected);

        Files.write(file, new byte[100]);
        assertThat(outputs(open(kept)))
                .as("once it is broken")
                .usingRecursiveComparison()
                .isEqualTo(expected);
    }

    @Test
    void theNetworkOpensAsUsualWhenItCannotBeKept() throws Exception {
        Path taken = Files.createFile(folder.resolve("taken"));
        assertThat(outputs(open(new KeptNetworks(taken)))).isNotEmpty();
        assertThat(Files.size(taken)).isZero();
    }

    private OrtSession open(KeptNetworks kept) throws OrtException {
        return kept.open(environment, NETWORK, "checksum", KeptNetworksTest::options);
    }

    private static OrtSession.SessionOptions options() throws OrtException {
        OrtSession.SessionOptions options = new OrtSession.SessionOptions();
        options.setIntraOpNumThreads(1);
        options.setSessionLogLevel(ai.onnxruntime.OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR);
        return options;
    }

    private Path onlyFile() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("networks"))) {
            List<Path> all = files.toList();
            assertThat(all).hasSize(1);
            return all.get(0);
        }
    }

    private List<float[]> outputs(OrtSession opened) throws OrtException {
        float[] pixels = new float[3 * 64 * 64];
        Random random = new Random(4);
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = 2 * random.nextFloat() - 1;
        }
        List<float[]> all = new ArrayList<>();
        try (OrtSession session = opened;
                OnnxTensor image = OnnxTensor.createTensor(environment, FloatBuffer.wrap(pixels), SHAPE);
                OrtSession.Result result = session.run(Map.of("image", image))) {
            result.forEach(output ->
                    all.add(((OnnxTensor) output.getValue()).getFloatBuffer().array()));
        }
        return all;
    }
}
