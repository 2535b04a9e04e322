package io.limn.m2fp.torch;

import io.limn.fuzz.FuzzTarget;
import io.limn.fuzz.ScratchFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Checkpoints: the zip, and the pickle in it. */
public final class CheckpointTargets {
    private static final ByteBuffer NUMBERS = ByteBuffer.allocateDirect(1 << 10);

    private CheckpointTargets() {}

    public static List<FuzzTarget> all() {
        return List.of(
                new FuzzTarget("pickle", () -> List.of(CheckpointWriter.pickle(shapes())), bytes -> {
                    try {
                        TensorPickle.read(bytes, key -> NUMBERS.duplicate());
                    } catch (CheckpointException refused) {
                        FuzzTarget.check(refused);
                    }
                }),
                new FuzzTarget("checkpoint", CheckpointTargets::checkpoints, CheckpointTargets::read));
    }

    private static void read(byte[] bytes) throws IOException {
        try (TorchCheckpoint checkpoint = TorchCheckpoint.open(ScratchFile.of(bytes))) {
            for (String name : checkpoint.names()) {
                checkpoint.tensor(name).shape();
            }
        } catch (CheckpointException refused) {
            FuzzTarget.check(refused);
        }
    }

    private static List<byte[]> checkpoints() throws IOException {
        Path file = Files.createTempFile("limn-checkpoint", ".pt");
        try {
            CheckpointWriter.write(file, shapes(), name -> new float[6]);
            return List.of(Files.readAllBytes(file));
        } finally {
            Files.delete(file);
        }
    }

    private static Map<String, long[]> shapes() {
        Map<String, long[]> shapes = new LinkedHashMap<>();
        shapes.put("weight", new long[] {2, 3});
        shapes.put("bias", new long[] {6});
        return shapes;
    }
}
