package io.limn.http.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.limn.http.ProblemException;
import io.limn.http.ScriptedCatalogue;
import io.limn.label.Label;
import io.limn.label.LabelSet;
import io.limn.parsing.Box;
import io.limn.parsing.Keypoint;
import io.limn.parsing.LabelLayer;
import io.limn.parsing.ModelId;
import io.limn.parsing.Parsing;
import io.limn.parsing.Person;
import io.limn.parsing.PersonMap;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutputTensorsTest {
    private static final List<LabelSet> LAYERS = List.of(layer("parts"), layer("anatomy"), layer("boxes"));
    private static final Parsing PARSING = new Parsing(
            2,
            1,
            List.of(
                    new LabelLayer(LAYERS.get(0), 2, 1, new byte[] {1, 0}),
                    new LabelLayer(LAYERS.get(1), 2, 1, new byte[] {0, 1}),
                    new LabelLayer(LAYERS.get(2), 2, 1, new byte[] {1, 1})),
            new PersonMap(2, 1, new byte[] {1, 2}),
            List.of(
                    new Person(1, new Box(3, 4, 5, 6), 0.5f, 9, List.of(new Keypoint("right-ankle", 7, 8, 0.25f))),
                    new Person(2, new Box(0, 1, 2, 3), 0.75f, 1, List.of(new Keypoint("tail", 1, 1, 1)))));

    private final OutputTensors outputs = new OutputTensors(new ScriptedCatalogue() {
        @Override
        public List<LabelSet> layers() {
            return LAYERS;
        }
    });

    @Test
    void theMainLayerIsLabelsAndEachFurtherLayerHasItsOwnName() {
        assertThat(outputs.names())
                .containsExactly("labels", "anatomy", "layer-boxes", "persons", "boxes", "scores", "keypoints");
        assertThat(outputs.of("labels", PARSING).data()).containsExactly(1, 0);
        assertThat(outputs.of("anatomy", PARSING).data()).containsExactly(0, 1);
        assertThat(outputs.of("layer-boxes", PARSING).data()).containsExactly(1, 1);
        assertThat(outputs.of("persons", PARSING).data()).containsExactly(1, 2);
    }

    @Test
    void everyTensorHasTheShapeThatItsMetadataSays() {
        outputs.metadata().forEach(said -> {
            Tensor tensor = outputs.of(said.name(), PARSING);
            assertThat(tensor.datatype().name()).isEqualTo(said.datatype());
            assertThat(tensor.shape()).hasSameSizeAs(said.shape());
            for (int i = 0; i < said.shape().size(); i++) {
                assertThat(said.shape().get(i)).isIn(-1, tensor.shape().get(i));
            }
        });
    }

    @Test
    void personsStandInTheOrderOfTheirNumbersAndJointsInCocos() {
        ByteBuffer boxes = words("boxes");
        assertThat(List.of(boxes.getInt(0), boxes.getInt(12), boxes.getInt(20))).containsExactly(3, 6, 1);
        assertThat(words("scores").getFloat(4)).isEqualTo(0.75f);
        ByteBuffer joints = words("keypoints");
        int ankle = 16 * 3 * 4;
        assertThat(List.of(joints.getFloat(ankle), joints.getFloat(ankle + 4), joints.getFloat(ankle + 8)))
                .containsExactly(7f, 8f, 0.25f);
        joints.position(17 * 3 * 4);
        while (joints.hasRemaining()) {
            assertThat(joints.getFloat()).isZero();
        }
    }

    @Test
    void moreNumbersThanAreWrittenAsJsonMustGoAsBinaryData() {
        AnswerWriter writer = new AnswerWriter(new ModelId("m", "1", "00"), 1);
        Tensor labels = outputs.of("labels", PARSING);
        assertThatThrownBy(() -> writer.write(null, List.of(new AnswerWriter.Part(labels, false))))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("binary_data");
        AnswerWriter.Body body = writer.write(null, List.of(new AnswerWriter.Part(labels, true)));
        assertThat(body.bytes()).hasSize(body.jsonLength() + 2);
    }

    private ByteBuffer words(String name) {
        return ByteBuffer.wrap(outputs.of(name, PARSING).data()).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static LabelSet layer(String name) {
        return new LabelSet(name, List.of(new Label(0, "background", 0), new Label(1, "hat", 1)), List.of());
    }
}
