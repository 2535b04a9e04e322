package io.limn.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.onnx.proto.OnnxMl;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.limn.frame.Frame;
import io.limn.m2fp.graph.Attribute;
import io.limn.m2fp.graph.GraphBuilder;
import io.limn.m2fp.graph.OnnxFile;
import io.limn.m2fp.graph.Ops;
import io.limn.m2fp.graph.Value;
import io.limn.model.decode.Head;
import io.limn.parsing.Coverages;
import io.limn.parsing.Evidence;
import io.limn.parsing.InferenceOptions;
import io.limn.parsing.LabelLayer;
import io.limn.parsing.Mirror;
import io.limn.parsing.Parser.Timings;
import io.limn.parsing.Parsing;
import java.awt.Color;
import java.io.OutputStream;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** docs/model-packages.md: its manifests run the networks they describe, and it names every field. */
class ModelPackagesDocTest {
    private static final Path DOC = Path.of("docs/model-packages.md");
    private static final ObjectMapper JSON = JsonMapper.builder().build();
    private static final Map<String, ObjectNode> EXAMPLES = new HashMap<>();

    /** What the networks call label 1 and label 2. */
    private static final Color FIRST = Color.RED;

    private static final Color SECOND = Color.GREEN;

    @TempDir
    Path directory;

    @BeforeAll
    static void read() throws Exception {
        Matcher block = Pattern.compile("```json\n(.*?)```", Pattern.DOTALL).matcher(Files.readString(DOC));
        while (block.find()) {
            ObjectNode manifest = (ObjectNode) JSON.readTree(block.group(1));
            EXAMPLES.put(manifest.path("name").asText(), manifest);
        }
        assertThat(EXAMPLES).containsOnlyKeys("squashed", "bytes", "decided", "odd");
    }

    /** Writes the example's package with its network. */
    private void write(String name, GraphBuilder network) throws Exception {
        write(name, network, EXAMPLES.get(name).deepCopy());
    }

    private void write(String name, GraphBuilder network, ObjectNode manifest) throws Exception {
        Path folder = Files.createDirectories(directory.resolve(name));
        try (OutputStream out = Files.newOutputStream(folder.resolve("model.onnx"))) {
            OnnxFile.write(network, Map.of(), out, written -> {});
        }
        manifest.put("sha256", Sha256.of(folder.resolve("model.onnx")));
        JSON.writeValue(folder.resolve("model.json").toFile(), manifest);
    }

    private ModelSettings settings(String name) {
        return new ModelSettings(name, directory, 1);
    }

    private Parsing parse(String name, Frame frame) throws Exception {
        try (OnnxParser parser = OnnxParser.of(settings(name))) {
            return parser.parse(frame, Evidence.COVERAGE, Timings.NONE);
        }
    }

    /** Of colours 0..1: background 0.2, then red, then green, averaged over 4×4 pixels, times 20. */
    private static Value scores(Ops ops, Value rgb, boolean ceil) {
        GraphBuilder graph = ops.graph();
        Value cells = graph.node(
                "AveragePool",
                List.of(rgb),
                Attribute.of("kernel_shape", 4, 4),
                Attribute.of("strides", 4, 4),
                Attribute.of("ceil_mode", ceil ? 1 : 0));
        Value weights = graph.constant(new long[] {3, 3, 1, 1}, 0, 0, 0, 20, 0, 0, 0, 20, 0);
        return graph.node("Conv", List.of(cells, weights, graph.constant(new long[] {3}, 4, 0, 0)));
    }

    /** Undoes ImageNet's mean and std, channels in this order. */
    private static Value colours(Ops ops, Value x, float[] mean, float[] std) {
        Value scale = ops.graph().constant(new long[] {1, 3, 1, 1}, std[0] / 255, std[1] / 255, std[2] / 255);
        Value shift = ops.graph().constant(new long[] {1, 3, 1, 1}, mean[0] / 255, mean[1] / 255, mean[2] / 255);
        return ops.add(ops.mul(x, scale), shift);
    }

    private static Value reversed(Ops ops, Value bgr) {
        return ops.graph().node("Gather", List.of(bgr, ops.graph().longs(2, 1, 0)), Attribute.of("axis", 1));
    }

    private static GraphBuilder squashed() {
        GraphBuilder graph = new GraphBuilder("squashed");
        Ops ops = new Ops(graph);
        Value x = graph.input("pixel_values", new long[] {1, 3, 64, 96});
        float[] mean = {123.675f, 116.28f, 103.53f};
        float[] std = {58.395f, 57.12f, 57.375f};
        graph.output("logits", scores(ops, colours(ops, x, mean, std), false), new long[] {1, 3, 16, 24});
        return graph;
    }

    private static GraphBuilder bytes() {
        GraphBuilder graph = new GraphBuilder("bytes");
        Ops ops = new Ops(graph);
        Value x = graph.input(OnnxMl.TensorProto.DataType.UINT8, "image", new long[] {1, 64, 96, 3});
        Value bgr = ops.mul(ops.transpose(ops.toFloat(x), 0, 3, 1, 2), ops.scalar(1 / 255f));
        Value pixels = ops.transpose(scores(ops, reversed(ops, bgr), false), 0, 2, 3, 1);
        graph.output("probabilities", ops.softmax(pixels), new long[] {1, 16, 24, 3});
        return graph;
    }

    private static GraphBuilder decided(boolean plane) {
        GraphBuilder graph = new GraphBuilder("decided");
        Ops ops = new Ops(graph);
        Value x = graph.input("image", new long[] {1, 3, -1, -1}, "height", "width");
        Value scores = scores(ops, x, false);
        Value ids =
                graph.node("ArgMax", List.of(scores), Attribute.of("axis", 1), Attribute.of("keepdims", plane ? 1 : 0));
        long[] shape = plane ? new long[] {1, 1, -1, -1} : new long[] {1, -1, -1};
        graph.output(OnnxMl.TensorProto.DataType.INT64, "ids", ids, shape, "rows", "columns");
        return graph;
    }

    private static GraphBuilder odd() {
        GraphBuilder graph = new GraphBuilder("odd");
        Ops ops = new Ops(graph);
        Value x = graph.input("image", new long[] {1, 3, 65, 97});
        float[] mean = {103.53f, 116.28f, 123.675f};
        float[] std = {57.375f, 57.12f, 58.395f};
        Value rgb = reversed(ops, colours(ops, x, mean, std));
        graph.output("logits", scores(ops, rgb, true), new long[] {1, 3, 17, 25});
        return graph;
    }

    /** A frame of 400×200: the first colour on the left, the second on the right, black around both. */
    private static Frame frame() {
        Frame frame = Frames.black(400, 200);
        Frames.fill(frame, 40, 40, 120, 120, FIRST);
        Frames.fill(frame, 240, 40, 120, 120, SECOND);
        return frame;
    }

    /** The middles of both squares and of what is between have their labels, and edges lie within a cell of the truth. */
    private static void checkLabels(Parsing parsing) {
        LabelLayer layer = parsing.main();
        assertThat(layer.width()).isEqualTo(400);
        assertThat(label(layer, 100, 100)).isEqualTo(1);
        assertThat(label(layer, 300, 100)).isEqualTo(2);
        assertThat(label(layer, 200, 100)).isZero();
        assertThat(label(layer, 100, 10)).isZero();
        assertThat(label(layer, 399, 199)).isZero();
        double cells = layer.counts()[1] / (120.0 * 120);
        assertThat(cells).as("area of label 1").isCloseTo(1, within(0.25));
        for (int[] inside : new int[][] {{58, 100}, {142, 100}, {100, 58}, {100, 142}}) {
            assertThat(label(layer, inside[0], inside[1])).isEqualTo(1);
        }
        Coverages.checkLayers(parsing);
        Coverages.checkPersons(parsing, 0.02);
    }

    private static int label(LabelLayer layer, int x, int y) {
        return layer.ids()[y * layer.width() + x] & 0xFF;
    }

    @Test
    void aFrameIsSquashedToAFixedSize() throws Exception {
        write("squashed", squashed());
        Parsing parsing = parse("squashed", frame());
        checkLabels(parsing);
        assertThat(parsing.persons())
                .as("each region of foreground is a person")
                .hasSize(2);
    }

    @Test
    void bytesPixelByPixelGoInAndProbabilitiesOfOnePersonLabelComeOut() throws Exception {
        write("bytes", bytes());
        Parsing parsing = parse("bytes", frame());
        checkLabels(parsing);
        assertThat(parsing.persons()).as("the plant is nobody").hasSize(1);
        assertThat(parsing.persons().get(0).box().left()).isLessThan(60);
        assertThat(parsing.personMap().ids()[100 * 400 + 300]).isZero();
        float[] row = new float[2 * 400];
        parsing.coverage().orElseThrow().persons().rows().read(100, row);
        assertThat(row[400 + 100]).as("person on the person").isGreaterThan(0.9f);
        assertThat(row[400 + 300]).as("person on the plant").isLessThan(0.1f);
    }

    @Test
    void labelIdsAreUsedUnchanged() throws Exception {
        for (boolean plane : new boolean[] {true, false}) {
            write("decided", decided(plane));
            checkLabels(parse("decided", frame()));
        }
        assertThatThrownBy(() -> OnnxParser.of(
                        settings("decided").with(new InferenceOptions(OptionalLong.empty(), Optional.of(Mirror.FULL)))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("limn.model.mirror")
                .hasMessageContaining("decided gives label ids without scores");
    }

    @Test
    void theStrideNeedNotDivideAFixedSizeAndTheMirrorPassTakesIt() throws Exception {
        write("odd", odd());
        checkLabels(parse("odd", frame()));
    }

    @Test
    void mismatchesWithTheNetworkAreNamed() throws Exception {
        ObjectNode wrong = EXAMPLES.get("squashed").deepCopy();
        ((ObjectNode) wrong.path("input"))
                .set("size", JSON.readTree("{\"rule\": \"budget\", \"pixels\": 6144, \"stride\": 4, \"enlarge\": 1}"));
        write("squashed", squashed(), wrong);
        assertThatThrownBy(() -> OnnxParser.of(settings("squashed")))
                .isInstanceOf(InvalidModelException.class)
                .hasMessageContaining("input.size: the network takes inputs of 96 columns and 64 rows only");

        ObjectNode floats = EXAMPLES.get("bytes").deepCopy();
        ((ObjectNode) floats.path("input")).put("layout", "NCHW");
        write("bytes", bytes(), floats);
        assertThatThrownBy(() -> OnnxParser.of(settings("bytes")))
                .isInstanceOf(InvalidModelException.class)
                .hasMessageContaining("input.layout: is NCHW, 1x3xHxW, but the network reads [1, 64, 96, 3]");

        ObjectNode pixels = EXAMPLES.get("squashed").deepCopy();
        write("squashed", squashed(), pixels);
        assertThatThrownBy(() -> OnnxParser.of(
                        settings("squashed").with(new InferenceOptions(OptionalLong.of(100_000), Optional.empty()))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("limn.model.pixels=100000 is not valid: leave it out, model squashed takes");
    }

    @Test
    void aPersonMustBeALabelOfTheMainLayer() throws Exception {
        ObjectNode wrong = EXAMPLES.get("bytes").deepCopy();
        ((ObjectNode) wrong.path("heads").path(0)).set("person", JSON.readTree("[\"dog\"]"));
        write("bytes", bytes(), wrong);
        assertThatThrownBy(() -> OnnxParser.of(settings("bytes")))
                .hasMessageContaining("heads[0].person: layer 'things' has no label 'dog'");
    }

    @Test
    void theSchemaTakesEveryExampleAndTheShippedModel() throws Exception {
        JsonSchema schema = schema();
        for (ObjectNode example : EXAMPLES.values()) {
            assertThat(schema.validate(example))
                    .as(example.path("name").asText())
                    .isEmpty();
        }
        assertThat(schema.validate(
                        JSON.readTree(Path.of("models/limn/model.json").toFile())))
                .isEmpty();
        Path tiny = TinyModel.write(directory);
        assertThat(schema.validate(JSON.readTree(tiny.resolve("model.json").toFile())))
                .isEmpty();
        ObjectNode wrong = EXAMPLES.get("decided").deepCopy();
        ((ObjectNode) wrong.path("input")).remove("mean");
        assertThat(schema.validate(wrong)).isNotEmpty();
    }

    private static JsonSchema schema() throws Exception {
        return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(Files.readString(Path.of("docs/model-package.schema.json")));
    }

    @Test
    void documentAndSchemaNameEveryField() throws Exception {
        JsonNode schema =
                JSON.readTree(Path.of("docs/model-package.schema.json").toFile());
        String doc = Files.readString(DOC);
        JsonNode input = schema.at("/properties/input");
        check(doc, schema, ModelManifest.class);
        check(doc, input, ModelManifest.Input.class);
        check(doc, schema.at("/properties/layers/items"), ModelManifest.Layer.class);
        check(doc, schema.at("/properties/layers/items/properties/labels/items"), ModelManifest.LabelEntry.class);
        check(doc, schema.at("/properties/sampling/oneOf/1"), io.limn.model.graph.Sampling.class);
        JsonNode heads = schema.at("/properties/heads/items/oneOf");
        assertThat(heads).hasSameSizeAs(Head.class.getPermittedSubclasses());
        for (Class<?> head : Head.class.getPermittedSubclasses()) {
            check(doc, variant(heads, "kind", head.getSimpleName().toLowerCase(Locale.ROOT)), head);
        }
        JsonNode rules = input.at("/properties/size/oneOf");
        Map<String, Class<?>> sizes = Map.of(
                "stretch", io.limn.model.input.Stretch.class,
                "budget", io.limn.model.input.Budget.class,
                "short-side", io.limn.model.input.ShortSide.class,
                "fit", io.limn.model.input.Fit.class);
        assertThat(rules).hasSameSizeAs(sizes.keySet());
        sizes.forEach((rule, type) -> check(doc, variant(rules, "rule", rule), type));
    }

    private static JsonNode variant(JsonNode variants, String field, String name) {
        return StreamSupport.stream(variants.spliterator(), false)
                .filter(one ->
                        one.at("/properties/" + field + "/const").asText().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("the schema has no " + field + " " + name));
    }

    private static void check(String doc, JsonNode schema, Class<?> type) {
        Set<String> fields = Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getName)
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> known = new TreeSet<>();
        schema.path("properties").fieldNames().forEachRemaining(known::add);
        known.removeAll(Set.of("kind", "rule"));
        assertThat(known).as("schema of %s", type.getSimpleName()).isEqualTo(fields);
        fields.forEach(field -> assertThat(doc)
                .as("%s.%s in %s", type.getSimpleName(), field, DOC)
                .contains("`" + field + "`"));
    }
}
