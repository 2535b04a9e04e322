package io.limn.model.decode;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.limn.label.Label;
import io.limn.label.LabelSet;
import io.limn.m2fp.Npy;
import io.limn.m2fp.network.Golden;
import io.limn.model.input.InputSize;
import io.limn.parsing.Coverages;
import io.limn.parsing.Evidence;
import io.limn.parsing.Parsing;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The single-human pipeline's label map, from random outputs of a network. */
class GoldenClassesTest {
    @Test
    void theLabelMapIsTheReferences() throws Exception {
        JsonNode about = new ObjectMapper()
                .readTree(Golden.file("pipeline/pipeline.json").toFile())
                .path("single_post");
        Npy logits = Golden.array("pipeline/single_post_logits");
        Npy masks = Golden.array("pipeline/single_post_masks_every1_f16");
        int left = about.at("/crop_box/0").asInt();
        int top = about.at("/crop_box/1").asInt();
        int right = about.at("/crop_box/2").asInt();
        int bottom = about.at("/crop_box/3").asInt();
        InputSize size = new InputSize(
                about.path("width").asInt(),
                about.path("height").asInt(),
                right - left,
                bottom - top,
                left,
                top,
                384,
                512,
                128);
        LabelSet labels = new LabelSet(
                "parts",
                IntStream.range(0, 20)
                        .mapToObj(id -> new Label(id, "label" + id, id))
                        .toList(),
                List.of());
        ClassDecoder decoder = new ClassDecoder(labels, "logits", "masks", logits.shape()[1], 4);
        Map<String, float[]> outputs = Map.of("logits", logits.floats(), "masks", masks.floats());

        Parsing parsing = decoder.decode(outputs::get, size, Evidence.COVERAGE);

        double[] expected = Golden.array("pipeline/single_post_argmax").values();
        int different = 0;
        for (int i = 0; i < expected.length; i++) {
            different += parsing.main().ids()[i] == (int) expected[i] ? 0 : 1;
        }
        // The masks are stored in half precision, so a few pixels stand on an edge.
        assertThat(different).isLessThanOrEqualTo(expected.length / 1000);
        Coverages.checkLayers(parsing);
        // Random outputs are sure of nothing: most of the foreground is less likely than the background, label by
        // label.
        Coverages.checkPersons(parsing, 0.5);
        assertThat(parsing.persons()).hasSize(1);
        assertThat((double) parsing.persons().get(0).score()).isBetween(0.5, 1.0);
    }
}
