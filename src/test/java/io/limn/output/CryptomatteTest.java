package io.limn.output;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.limn.output.exr.ExrFile;
import io.limn.output.exr.PixelType;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/** A Cryptomatte file decoded as its specification says. */
class CryptomatteTest {
    private static final int PIXELS = SoftScene.WIDTH * SoftScene.HEIGHT;
    private static final String SUFFIXES = "RGBA";

    private static ExrFile file(int people) {
        List<Rendered> files = SoftScene.render(Output.CRYPTOMATTE, people, SoftScene.options(List.of(), 0, false));
        assertThat(files).extracting(Rendered::folder).containsExactly("cryptomatte");
        return ExrFile.read(files.get(0).bytes());
    }

    /** Manifests by layer. */
    private static Map<String, JsonNode> manifests(ExrFile file) throws Exception {
        Map<String, JsonNode> manifests = new TreeMap<>();
        for (String attribute : file.attributes().keySet()) {
            if (attribute.matches("cryptomatte/[0-9a-f]{7}/name")) {
                String key = attribute.substring(0, attribute.length() - "name".length());
                assertThat(file.string(key + "hash")).isEqualTo("MurmurHash3_32");
                assertThat(file.string(key + "conversion")).isEqualTo("uint32_to_float32");
                assertThat(key + "conversion").hasSizeLessThanOrEqualTo(31);
                manifests.put(file.string(attribute), new ObjectMapper().readTree(file.string(key + "manifest")));
            }
        }
        return manifests;
    }

    private static double[] plane(ExrFile file, String layer, int rank, int second) {
        return file.samples().get("%s%02d.%c".formatted(layer, rank / 2, SUFFIXES.charAt(rank % 2 * 2 + second)));
    }

    private static double[] keyed(ExrFile file, String layer, String hex) {
        float id = Float.intBitsToFloat(Integer.parseUnsignedInt(hex, 16));
        double[] matte = new double[PIXELS];
        for (int rank = 0; rank < 6; rank++) {
            double[] ids = plane(file, layer, rank, 0);
            double[] coverage = plane(file, layer, rank, 1);
            for (int i = 0; i < PIXELS; i++) {
                matte[i] += ids[i] == id ? coverage[i] : 0;
            }
        }
        return matte;
    }

    @Test
    void everyObjectOfEveryManifestIsTheMatteOfItsName() throws Exception {
        ExrFile file = file(2);
        Map<String, JsonNode> manifests = manifests(file);
        assertThat(manifests.keySet()).containsExactly("anatomy", "limbs", "parts", "people");
        assertThat(manifests.get("parts").fieldNames()).toIterable().containsExactly("hair", "coat", "left-arm.skin");
        assertThat(manifests.get("anatomy").fieldNames())
                .toIterable()
                .containsExactly("left-face", "left-upper-arm", "left-hand");
        assertThat(manifests.get("limbs").fieldNames()).toIterable().containsExactly("left-arm", "left-face");
        assertThat(manifests.get("people").fieldNames())
                .toIterable()
                .containsExactly("person-1", "person-2", "person-3", "person-4");
        for (String layer : manifests.keySet()) {
            List<String> names = new ArrayList<>();
            manifests.get(layer).fieldNames().forEachRemaining(names::add);
            for (Rendered png : SoftScene.render(Output.MATTES, 2, SoftScene.options(names, 0, false))) {
                Raster matte =
                        ImageIO.read(new ByteArrayInputStream(png.bytes())).getRaster();
                double[] keyed =
                        keyed(file, layer, manifests.get(layer).get(png.part()).asText());
                double largest = 0;
                for (int i = 0; i < PIXELS; i++) {
                    double value = matte.getSample(i % SoftScene.WIDTH, i / SoftScene.WIDTH, 0) / 65535.0;
                    largest = Math.max(largest, Math.abs(keyed[i] - value));
                }
                assertThat(largest).as(png.part()).isLessThan(1 / 4096.0);
            }
        }
    }

    @Test
    void coverageSumsToOneWithTheBackgroundAndIsSorted() throws Exception {
        ExrFile file = file(2);
        for (String layer : manifests(file).keySet()) {
            double[] sum = new double[PIXELS];
            int wrong = 0;
            for (int rank = 0; rank < 6; rank++) {
                double[] coverage = plane(file, layer, rank, 1);
                double[] ids = plane(file, layer, rank, 0);
                for (int i = 0; i < PIXELS; i++) {
                    sum[i] += coverage[i];
                    wrong += coverage[i] == 0 && ids[i] != 0 ? 1 : 0;
                    wrong += rank > 0 && coverage[i] > plane(file, layer, rank - 1, 1)[i] ? 1 : 0;
                }
            }
            assertThat(wrong).as("ids without coverage, and ranks out of order").isZero();
            assertThat(sum).containsOnly(1);
        }
    }

    @Test
    void allFramesHaveTheSameChannelsAllOfThemFloats() throws Exception {
        ExrFile nobody = file(0);
        assertThat(nobody.channels()).isEqualTo(file(2).channels());
        assertThat(manifests(nobody)).isEqualTo(manifests(file(2)));
        assertThat(nobody.channels()).hasSize(4 + 4 * 12);
        nobody.channels().forEach((name, type) -> assertThat(type)
                .isEqualTo(name.length() == 1 ? PixelType.HALF : PixelType.FLOAT));
        assertThat(plane(nobody, "parts", 0, 0)).containsOnly(0);
        assertThat(plane(nobody, "parts", 0, 1)).containsOnly(1);
    }
}
