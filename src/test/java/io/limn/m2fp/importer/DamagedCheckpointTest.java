package io.limn.m2fp.importer;

import static org.assertj.core.api.Assertions.assertThat;

import io.limn.m2fp.network.RandomNet;
import io.limn.m2fp.torch.CheckpointWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A checkpoint that lacks or distorts something is refused by that thing's name, and leaves no package behind. */
class DamagedCheckpointTest {
    private static final RandomNet NET = RandomNet.SMALL.withClasses(21);

    @TempDir
    Path directory;

    private Imported refused(Map<String, long[]> shapes) throws IOException {
        Path file = directory.resolve("pytorch_model.pt");
        CheckpointWriter.write(file, shapes, name -> {
            float[] values = new float[(int) Arrays.stream(shapes.get(name)).reduce(1, (a, b) -> a * b)];
            Arrays.fill(values, 0.01f);
            return values;
        });
        return refused(file);
    }

    private Imported refused(Path file) {
        Path folder = directory.resolve("m2fp");
        Imported ended = Imported.with(file.toString(), "-o", folder.toString());
        assertThat(ended.exit()).as(ended.err()).isEqualTo(3);
        assertThat(ended.out()).isEmpty();
        assertThat(folder.resolve("model.json")).doesNotExist();
        assertThat(folder.resolve("model.onnx")).doesNotExist();
        assertThat(folder.resolve("model.onnx.part")).doesNotExist();
        return ended;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "backbone.stem.conv2.norm.running_var",
                "backbone.res4.0.conv2.weight",
                "sem_seg_head.pixel_decoder.input_proj.1.0.bias",
                "sem_seg_head.pixel_decoder.transformer.level_embed",
                "sem_seg_head.pixel_decoder.transformer.encoder.layers.1.norm2.weight",
                "sem_seg_head.pixel_decoder.mask_features.weight",
                "sem_seg_head.predictor.class_embed.weight",
                "sem_seg_head.predictor.transformer_self_attention_layers.2.self_attn.in_proj_bias",
                "sem_seg_head.predictor.mask_embed.layers.1.bias",
                "sem_seg_head.predictor.query_feat.weight"
            })
    void aMissingTensorIsNamed(String name) throws IOException {
        Map<String, long[]> shapes = NET.shapes();
        assertThat(shapes.remove(name)).as("the net has " + name).isNotNull();
        assertThat(refused(shapes).err()).contains("the checkpoint has no tensor '" + name + "'");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "backbone.res2.0.conv3.norm.weight",
                "sem_seg_head.pixel_decoder.transformer.encoder.layers.0.self_attn.sampling_offsets.weight",
                "sem_seg_head.pixel_decoder.layer_1.weight",
                "sem_seg_head.predictor.query_embed.weight",
                "sem_seg_head.predictor.transformer_ffn_layers.0.linear2.weight"
            })
    void aWrongShapeIsReported(String name) throws IOException {
        Map<String, long[]> shapes = NET.shapes();
        long[] odd = shapes.get(name).clone();
        odd[0]++;
        shapes.put(name, odd);
        assertThat(refused(shapes).err())
                .contains("tensor '" + name + "' is " + odd[0])
                .contains("is expected");
    }

    @Test
    void aDamagedEntryIsReportedByName() throws IOException {
        Path file = directory.resolve("pytorch_model.pt");
        NET.write(file, 3);
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 0x40;
        Files.write(file, bytes);
        assertThat(refused(file).err()).contains("entry 'archive/data/").contains("is damaged: its checksum differs");
    }

    @Test
    void aFileThatIsNotACheckpointIsReported() throws IOException {
        Path file = Files.write(directory.resolve("pytorch_model.pt"), new byte[4096]);
        assertThat(refused(file).err()).contains("is not a PyTorch zip checkpoint");
    }

    @Test
    void aConfigurationThatIsNotJsonIsReported() throws IOException {
        Path file = directory.resolve("pytorch_model.pt");
        NET.write(file, 3);
        Path config = Files.writeString(directory.resolve("configuration.json"), "{\"classes\": [");
        Imported ended = Imported.with(
                file.toString(),
                "--config",
                config.toString(),
                "-o",
                directory.resolve("m2fp").toString());
        assertThat(ended.exit()).isEqualTo(3);
        assertThat(ended.err()).contains("configuration.json is not JSON at line 1");
    }
}
