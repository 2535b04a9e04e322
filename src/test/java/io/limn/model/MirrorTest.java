package io.limn.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.limn.frame.Frame;
import io.limn.label.LabelSet;
import io.limn.parsing.Detail;
import io.limn.parsing.InferenceOptions;
import io.limn.parsing.Keypoint;
import io.limn.parsing.LabelLayer;
import io.limn.parsing.Mirror;
import io.limn.parsing.Parsing;
import io.limn.parsing.Person;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.IntUnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** {@code limn.model.mirror} with the shipped network: a frame and its mirror image get answers that are mirror images. */
class MirrorTest {
    private static final ModelSettings ALONE = settings(Mirror.NONE);
    private static final ModelSettings HALF = settings(Mirror.HALF);
    private static final ModelSettings MIRRORED = settings(Mirror.FULL);

    private static Parsing plain;
    private static Parsing straight;
    private static Parsing turned;
    private static Parsing half;

    private static ModelSettings settings(Mirror mirror) {
        return new ModelSettings("limn", Path.of("models"), 2)
                .with(new InferenceOptions(OptionalLong.empty(), Optional.of(mirror)));
    }

    @BeforeAll
    static void parse() throws Exception {
        Frame frame = ShippedModelTest.frame(Path.of("samples/bench.jpg"));
        try (OnnxParser alone = OnnxParser.of(ALONE);
                OnnxParser smaller = OnnxParser.of(HALF);
                OnnxParser mirrored = OnnxParser.of(MIRRORED)) {
            half = smaller.parse(frame);
            plain = alone.parse(frame);
            straight = mirrored.parse(frame);
            turned = mirrored.parse(turned(frame));
        }
    }

    private static Frame turned(Frame frame) {
        byte[] bgr = new byte[frame.bgr().length];
        for (int i = 0; i < bgr.length; i++) {
            int pixel = i / 3;
            int x = pixel % frame.width();
            bgr[i] = frame.bgr()[3 * (pixel - x + frame.width() - 1 - x) + i % 3];
        }
        return new Frame(frame.width(), frame.height(), bgr);
    }

    private static Map<String, String> twins(LabelSet labels) {
        Map<String, String> twins =
                labels.pairs().stream().collect(Collectors.toMap(LabelSet.Pair::left, LabelSet.Pair::right));
        labels.pairs().forEach(pair -> twins.put(pair.right(), pair.left()));
        return twins;
    }

    /** Share of pixels of a layer where the mirror image's answer is the mirror image of the answer. */
    private static double agreement(Parsing one, Parsing other, String name) {
        LabelLayer layer = one.layer(name).orElseThrow();
        byte[] mirrored = other.layer(name).orElseThrow().ids();
        LabelSet labels = layer.labels();
        Map<String, String> twins = twins(labels);
        long same = 0;
        for (int i = 0; i < layer.ids().length; i++) {
            int x = i % one.width();
            String found =
                    labels.labels().get(mirrored[i - x + one.width() - 1 - x]).name();
            String wanted = labels.labels().get(layer.ids()[i]).name();
            same += twins.getOrDefault(found, found).equals(wanted) ? 1 : 0;
        }
        return (double) same / layer.ids().length;
    }

    @Test
    void labelsOfTheMirrorImageAreTheOthersWithLeftAndRightExchanged() {
        assertThat(agreement(straight, turned, "parts")).isGreaterThan(0.9999);
        assertThat(agreement(straight, turned, "anatomy")).isGreaterThan(0.9999);
        assertThat(agreement(plain, turned, "parts"))
                .as("the network alone is not that symmetric")
                .isBetween(0.9, 0.9999);
    }

    @Test
    void personsAndJointsStandWhereTheMirrorImageHasThem() {
        assertThat(straight.persons()).hasSize(2);
        assertThat(turned.persons()).hasSize(2);
        for (int i = 0; i < 2; i++) {
            Person person = straight.persons().get(i);
            Person image = turned.persons().get(i);
            assertThat(image.box().left() + image.box().width())
                    .isCloseTo(straight.width() - person.box().left(), within(2));
            Map<String, Keypoint> joints =
                    image.keypoints().stream().collect(Collectors.toMap(Keypoint::name, joint -> joint));
            assertThat(person.keypoints()).isNotEmpty().allSatisfy(joint -> assertThat(
                            joints.get(twin(joint.name())).x())
                    .isCloseTo(straight.width() - joint.x(), within(1f)));
        }
    }

    @Test
    void theHalfSizeMirrorPassAffectsLabelsButNotPersons() {
        assertThat(same(plain, half, ids -> ids)).isBetween(0.95, 0.9999);
        assertThat(same(plain, half, ids -> ids == 0 ? 0 : 1)).isGreaterThan(0.9995);
        assertThat(half.persons()).hasSameSizeAs(plain.persons());
        for (int i = 0; i < half.persons().size(); i++) {
            assertThat(half.persons().get(i).keypoints())
                    .isEqualTo(plain.persons().get(i).keypoints());
        }
    }

    @Test
    void theShippedModelRunsOnePassByDefault() throws Exception {
        try (OnnxParser parser = OnnxParser.of(new ModelSettings("limn", Path.of("models"), 2))) {
            Parsing parsing = parser.parse(ShippedModelTest.frame(Path.of("samples/bench.jpg")));
            assertThat(same(parsing, plain, ids -> ids)).isEqualTo(1.0);
            assertThat(parser.options()).isEqualTo(InferenceOptions.DEFAULT.orSoft(Detail.AUTO));
        }
    }

    private static double same(Parsing one, Parsing other, IntUnaryOperator kind) {
        byte[] a = one.main().ids();
        byte[] b = other.main().ids();
        long same = IntStream.range(0, a.length)
                .filter(i -> kind.applyAsInt(a[i]) == kind.applyAsInt(b[i]))
                .count();
        return (double) same / a.length;
    }

    private static String twin(String joint) {
        return joint.startsWith("left-") ? joint.replace("left-", "right-") : joint.replace("right-", "left-");
    }

    @Test
    void aParserReportsItsInferenceOptions() {
        try (OnnxParser parser = OnnxParser.of(MIRRORED)) {
            assertThat(parser.options())
                    .isEqualTo(
                            new InferenceOptions(OptionalLong.empty(), Optional.of(Mirror.FULL)).orSoft(Detail.AUTO));
        }
    }
}
