package io.limn.output.shape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** SVG and Silhouette's XML are parsed, and the script for Nuke runs with a mocked module; all points come back. */
class ShapeFilesTest {
    private static final double HUNDREDTH = 0.011;

    @TempDir
    Path temp;

    private static Document xml(ShapeFormat format) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(format.write(Documents.moving())));
    }

    private static List<Element> elements(Element in, String name) {
        NodeList found = in.getElementsByTagName(name);
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < found.getLength(); i++) {
            elements.add((Element) found.item(i));
        }
        return elements;
    }

    private static double[] numbers(String text) {
        Matcher number = Pattern.compile("-?\\d+\\.\\d+").matcher(text);
        return number.results()
                .mapToDouble(match -> Double.parseDouble(match.group()))
                .toArray();
    }

    @Test
    void silhouetteGetsPointsAroundTheMiddleInUnitsOfTheHeight() throws Exception {
        Element root = xml(ShapeFormat.SILHOUETTE).getDocumentElement();
        assertThat(root.getAttribute("width")).isEqualTo("200");
        assertThat(root.getAttribute("workRangeEnd")).isEqualTo("3");
        assertThat(elements(root, "Layer"))
                .extracting(layer -> layer.getAttribute("label"))
                .containsExactly("person-1/left-arm", Documents.ODD);
        List<Element> objects = elements(root, "Object");
        List<Shape> order = new ArrayList<>(Documents.moving().shapes());
        order.add(3, order.remove(4)); // the centre line is in its matte's layer
        assertThat(objects).hasSameSizeAs(order);
        for (int i = 0; i < order.size(); i++) {
            Shape shape = order.get(i);
            Element object = objects.get(i);
            assertThat(object.getAttribute("label")).isEqualTo(shape.name());
            List<Element> keys = elements(object, "Key");
            for (int k = 0; k < keys.size(); k++) {
                Shape.Key key = shape.keys().get(k);
                assertThat(keys.get(k).getAttribute("frame")).isEqualTo(Integer.toString(key.frame() - 1001));
                assertThat(elements(keys.get(k), "Path").get(0).getAttribute("closed"))
                        .isEqualTo(shape.closed() ? "True" : "False");
                List<Element> points = elements(keys.get(k), "Point");
                assertThat(points).hasSize(key.vertices().length);
                for (int p = 0; p < points.size(); p++) {
                    double[] vertex = key.vertices()[p];
                    double[] read = numbers(points.get(p).getTextContent());
                    double[] expected = {
                        vertex[0],
                        vertex[1],
                        vertex[0] + vertex[4],
                        vertex[1] + vertex[5],
                        vertex[0] + vertex[2],
                        vertex[1] + vertex[3]
                    };
                    for (int n = 0; n < 6; n++) {
                        assertThat(100 * read[n] + (n % 2 == 0 ? 100 : 50)).isCloseTo(expected[n], within(1e-3));
                    }
                }
            }
        }
        assertThat(elements(objects.get(1), "Value").get(3).getTextContent()).isEqualTo("Subtract");
    }

    @Test
    void svgHasAGroupAMatteAndItsPathHasEveryPoint() throws Exception {
        Element root = xml(ShapeFormat.SVG).getDocumentElement();
        assertThat(root.getAttribute("viewBox")).isEqualTo("0 0 200 100");
        List<Element> groups = elements(root, "g");
        assertThat(groups)
                .extracting(group -> elements(group, "title").get(0).getTextContent())
                .containsExactly("person-1/left-arm", Documents.ODD, "person-1/left-arm/centre-line");
        assertThat(groups).extracting(group -> group.getAttribute("id")).doesNotHaveDuplicates();
        String path = elements(groups.get(0), "path").get(0).getAttribute("d");
        assertThat(path.chars().filter(c -> c == 'M').count()).isEqualTo(3);
        assertThat(path.chars().filter(c -> c == 'Z').count()).isEqualTo(3);
        double[] first = Arrays.copyOf(numbers(path), 8);
        double[] expected = {140, 50, 140, 72.092, 122.092, 90, 100, 90};
        for (int i = 0; i < 8; i++) {
            assertThat(first[i]).isCloseTo(expected[i], within(HUNDREDTH));
        }
        assertThat(elements(groups.get(2), "path").get(0).getAttribute("fill")).isEqualTo("none");
    }

    @Test
    void nukeGetsShapesWithKeysUpsideDownAndHolesCutOutByAMerge() throws Exception {
        JsonNode nodes = nuke(400, 200);
        assertThat(nodes.findValuesAsText("kind"))
                .containsExactly("Roto", "Roto", "Merge2", "Roto", "Merge2", "Roto", "Roto");
        assertThat(nodes.get(0).get("label").asText()).isEqualTo("person-1/left-arm");
        assertThat(nodes.get(2).get("operation").asText()).isEqualTo("stencil");
        assertThat(nodes.get(2).get("inputs").get("0").asText()).as("B").isEqualTo("limn_person_1_left_arm");
        assertThat(nodes.get(2).get("inputs").get("1").asText()).as("A").isEqualTo("limn_person_1_left_arm_holes");
        assertThat(nodes.get(4).get("operation").asText()).isEqualTo("max");
        JsonNode arm = nodes.get(0).get("shapes").get(0);
        assertThat(arm.get("open").asBoolean()).isFalse();
        double[] expected = {300, 100, 0, 44.184, 0, -44.184};
        for (int i = 0; i < 6; i++) {
            assertThat(arm.get("keys").get("1004").get(0).get(i).asDouble()).isCloseTo(expected[i], within(1e-6));
        }
        JsonNode line = nodes.get(6).get("shapes").get(0);
        assertThat(line.get("open").asBoolean()).isTrue();
        assertThat(line.get("keys").get("1001").get(1).get(3).asDouble()).isEqualTo(-10);
    }

    private JsonNode nuke(int width, int height) throws IOException, InterruptedException {
        assumeTrue(Tools.isThere("python3"), "SKIPPED: there is no python3 here");
        Path script = Files.write(temp.resolve("shapes.py"), ShapeFormat.NUKE.write(Documents.moving()));
        String printed = Tools.run(
                temp,
                "python3",
                Path.of("src/test/resources/shapes/nuke_mock.py")
                        .toAbsolutePath()
                        .toString(),
                script.toString(),
                Integer.toString(width),
                Integer.toString(height));
        return new ObjectMapper().readTree(printed);
    }
}
