package io.limn.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.limn.output.exr.ExrFile;
import io.limn.output.exr.PixelType;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class ExrTest {
    private static final List<String> NAMES = List.of("person-1", "left-arm", "person-2/left-arm.skin", "hair");

    private static ExrFile exr(int people, RenderOptions options) {
        List<Rendered> files = SoftScene.render(Output.EXR, people, options);
        assertThat(files).extracting(Rendered::folder).containsExactly("exr");
        return ExrFile.read(files.get(0).bytes());
    }

    @Test
    void everyMatteIsALayerAndHasTheValuesOfItsPng() throws Exception {
        ExrFile exr = exr(2, SoftScene.options(NAMES, 0, false));
        assertThat(exr.channels().keySet())
                .containsExactly(
                        "A",
                        "B",
                        "G",
                        "R",
                        "hair.A",
                        "ids-anatomy.R",
                        "ids-parts.R",
                        "ids-persons.R",
                        "left-arm.A",
                        "person-1.A",
                        "person-2_left-arm_skin.A");
        for (Rendered png : SoftScene.render(Output.MATTES, 2, SoftScene.options(NAMES, 0, false))) {
            String channel = png.part().replaceAll("[./]", "_") + ".A";
            assertThat(exr.channels()).containsEntry(channel, PixelType.HALF);
            Raster matte = ImageIO.read(new ByteArrayInputStream(png.bytes())).getRaster();
            double sum = 0;
            double largest = 0;
            for (int i = 0; i < SoftScene.WIDTH * SoftScene.HEIGHT; i++) {
                double value = matte.getSample(i % SoftScene.WIDTH, i / SoftScene.WIDTH, 0) / 65535.0;
                largest = Math.max(largest, Math.abs(exr.samples().get(channel)[i] - value));
                sum += value;
            }
            assertThat(largest).as(channel).isLessThan(1 / 2048.0);
            assertThat(sum).as(channel).isGreaterThan(500);
        }
    }

    @Test
    void idsAreFloatsOfTheMapsValues() {
        ExrFile exr = exr(1, SoftScene.options(NAMES, 0, false));
        assertThat(exr.channels()).containsEntry("ids-parts.R", PixelType.FLOAT);
        byte[] ids = SoftScene.parsing(1).main().ids();
        for (int i = 0; i < ids.length; i++) {
            assertThat(exr.samples().get("ids-parts.R")[i]).isEqualTo(ids[i]);
        }
    }

    @Test
    void aFrameWithoutAnybodyHasTheSameChannels() {
        ExrFile crowd = exr(2, SoftScene.options(List.of(), 0, false));
        ExrFile nobody = exr(0, SoftScene.options(List.of(), 0, false));
        assertThat(nobody.channels()).isEqualTo(crowd.channels());
        assertThat(nobody.channels().keySet())
                .contains("person.A", "person-1.A", "person-4.A", "left-arm.A", "left-arm_skin.A", "hair.A", "coat.A")
                .doesNotContain("person-5.A")
                .allMatch(name -> name.length() == 1 || name.indexOf('.') > 0, "a layer of its own, never 'other'");
        nobody.samples().forEach((name, values) -> assertThat(values).as(name).containsOnly(0));
        assertThat(exr(2, SoftScene.options(List.of(), 2, false)).channels().keySet())
                .contains("person-2.A")
                .doesNotContain("person-3.A");
    }

    @Test
    void thePictureIsEveryonesMatteOrThePlate() {
        ExrFile matte = exr(2, SoftScene.options(List.of("person"), 0, false));
        for (String channel : List.of("R", "G", "B", "A")) {
            assertThat(matte.samples().get(channel)).isEqualTo(matte.samples().get("person.A"));
        }
        ExrFile plate = exr(2, SoftScene.options(List.of("person"), 0, true));
        byte[] bgr = SoftScene.frame(2).bgr();
        for (int i = 0; i < SoftScene.WIDTH * SoftScene.HEIGHT; i++) {
            assertThat(plate.samples().get("R")[i]).isCloseTo((bgr[3 * i + 2] & 0xFF) / 255.0, within(3e-4));
            assertThat(plate.samples().get("B")[i]).isCloseTo((bgr[3 * i] & 0xFF) / 255.0, within(3e-4));
            assertThat(plate.samples().get("A")[i]).isEqualTo(1);
        }
        assertThat(plate.samples().get("person.A")).isEqualTo(matte.samples().get("person.A"));
    }

    @Test
    void theSameFrameGivesTheSameBytes() {
        RenderOptions options = SoftScene.options(List.of(), 0, true);
        assertThat(SoftScene.render(Output.EXR, 2, options).get(0).bytes())
                .isEqualTo(SoftScene.render(Output.EXR, 2, options).get(0).bytes());
    }
}
