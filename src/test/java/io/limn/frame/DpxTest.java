package io.limn.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.limn.frame.colour.ColourSpace;
import io.limn.frame.header.FrameRejectedException;
import io.limn.frame.header.FrameRejectedException.Reason;
import io.limn.frame.plate.PlateOptions;
import io.limn.frame.plate.Rate;
import io.limn.frame.plate.TimeCode;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** DPX by value, in every packing and byte order. */
class DpxTest {
    private static final int WIDTH = 13;
    private static final int HEIGHT = 9;
    private static final PlateOptions PLATE = PlateOptions.DEFAULT.withPixels(true);

    private final FrameReader reader = Drawing.reader();

    private record Form(int bits, int packing, ByteOrder order, int descriptor) {}

    static List<Form> forms() {
        List<Form> forms = new ArrayList<>();
        for (ByteOrder order : new ByteOrder[] {ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN}) {
            for (int descriptor : new int[] {6, 50, 51, 52}) {
                forms.add(new Form(8, 0, order, descriptor));
                forms.add(new Form(16, 0, order, descriptor));
                for (int packing = 0; packing <= 2; packing++) {
                    forms.add(new Form(10, packing, order, descriptor));
                    forms.add(new Form(12, packing, order, descriptor));
                }
            }
        }
        return forms;
    }

    @ParameterizedTest
    @MethodSource("forms")
    void everySampleEqualsTheFile(Form form) throws Exception {
        int most = (1 << form.bits()) - 1;
        DpxFile.Sample sample = (x, y, band) -> (x * 977 + y * 331 + band * 1543) % (most + 1);
        byte[] file = DpxFile.of(WIDTH, HEIGHT, form.bits(), form.packing(), form.order())
                .kind(form.descriptor())
                .bytes(sample);
        Frame frame = reader.open(file, PLATE).decode(() -> {});
        assertThat(frame.width()).isEqualTo(WIDTH);
        assertThat(frame.height()).isEqualTo(HEIGHT);
        assertThat(frame.metadata().bits()).isEqualTo(form.bits());
        int[] bands = form.descriptor() == 6
                ? new int[] {0, 0, 0}
                : form.descriptor() == 52 ? new int[] {3, 2, 1, 0} : new int[] {0, 1, 2, 3};
        float[] row = new float[4 * WIDTH];
        for (int y = 0; y < HEIGHT; y++) {
            frame.plate().orElseThrow().row(y, row);
            for (int x = 0; x < WIDTH; x++) {
                for (int c = 0; c < 3 || c < 4 && form.descriptor() > 50; c++) {
                    assertThat(Math.round(row[4 * x + c] * most))
                            .as("%d,%d channel %d", x, y, c)
                            .isEqualTo(sample.at(x, y, bands[c]));
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"1,CINEON", "3,CINEON", "2,LINEAR", "6,REC709", "0,SRGB", "255,SRGB"})
    void theHeaderStatesTheColourSpace(int transfer, ColourSpace expected) throws Exception {
        Frame frame = reader.read(grey(470, transfer).bytes((x, y, band) -> 470));
        assertThat(frame.metadata().colour()).isEqualTo(expected);
    }

    @Test
    void videoTaggedLinearByFfmpegIsTreatedAsVideo() throws Exception {
        DpxFile file = grey(470, 2);
        byte[] creator = "Lavc59.37.100".getBytes(StandardCharsets.US_ASCII);
        for (int i = 0; i < creator.length; i++) {
            file.u8(160 + i, creator[i]);
        }
        Frame frame = reader.read(file.bytes((x, y, band) -> 470));
        assertThat(frame.metadata().colour()).isEqualTo(ColourSpace.SRGB);
        assertThat(frame.bgr()[0] & 0xFF).isEqualTo(117); // 470 of 1023
    }

    @Test
    void aGreyCardOnFilmIsMidGreyInTheView() throws Exception {
        Frame frame = reader.read(grey(470, 1).bytes((x, y, band) -> 470));
        // Cineon 470 is light of 0.1826, sRGB 0.4644
        assertThat(frame.bgr()[0] & 0xFF).isCloseTo(118, org.assertj.core.api.Assertions.within(1));
        assertThat(reader.read(grey(95, 1).bytes((x, y, band) -> 95)).bgr()).containsOnly(0);
    }

    private static DpxFile grey(int code, int transfer) {
        return DpxFile.of(WIDTH, HEIGHT, 10, 1, ByteOrder.BIG_ENDIAN).transfer(transfer);
    }

    @Test
    void metadataAreCarried() throws Exception {
        byte[] file = grey(470, 1)
                .u32(1628, 2)
                .u32(1632, 1)
                .u32(1920, 0x01023004)
                .u32(1924, 7)
                .u32(1940, Float.floatToIntBits(23.976f))
                .bytes((x, y, band) -> x);
        Frame frame = reader.read(file);
        assertThat(frame.metadata().pixelAspect()).isEqualTo(2);
        assertThat(frame.metadata().rate()).contains(new Rate(24000, 1001));
        assertThat(frame.metadata().timeCode()).contains(new TimeCode(0x01023004, 7));
    }

    @Test
    void aPictureThatWasStoredBottomUpIsUpright() throws Exception {
        byte[] file = DpxFile.of(2, 3, 8, 0, ByteOrder.BIG_ENDIAN).u16(768, 2).bytes((x, y, band) -> y * 100);
        Frame frame = reader.open(file, PLATE).decode(() -> {});
        assertThat(frame.bgr()[0] & 0xFF).isEqualTo(200);
        float[] row = new float[8];
        frame.plate().orElseThrow().row(0, row);
        assertThat(Math.round(row[0] * 255)).isEqualTo(200);
    }

    @Test
    void unsupportedFeaturesAreNamed() {
        assertRefused(grey(0, 0).u8(800, 102), Reason.UNSUPPORTED, "YCbCr");
        assertRefused(grey(0, 0).u8(800, 8), Reason.UNSUPPORTED, "kind 8");
        assertRefused(grey(0, 0).u8(803, 32), Reason.UNSUPPORTED, "floating-point");
        assertRefused(grey(0, 0).u8(803, 1), Reason.UNSUPPORTED, "1 bits");
        assertRefused(grey(0, 0).u16(806, 1), Reason.UNSUPPORTED, "run-length");
        assertRefused(grey(0, 0).u32(780, 1), Reason.UNSUPPORTED, "signed");
        assertRefused(grey(0, 0).u16(804, 9), Reason.UNSUPPORTED, "method 9");
        assertRefused(grey(0, 0).u16(770, 0), Reason.DAMAGED, "image elements");
        assertRefused(grey(0, 0).u32(772, 0), Reason.DAMAGED, "0x9");
        assertRefused(grey(0, 0).u32(776, 4000), Reason.DAMAGED, "do not hold");
    }

    private void assertRefused(DpxFile file, Reason reason, String fragment) {
        assertThatThrownBy(() -> reader.read(file.bytes((x, y, band) -> 0)))
                .isInstanceOfSatisfying(FrameRejectedException.class, e -> assertThat(e.reason())
                        .isEqualTo(reason))
                .hasMessageContaining(fragment);
    }

    @Test
    void aFileCutOffIsRefused() {
        byte[] file = grey(0, 1).bytes((x, y, band) -> 500);
        for (int size = 4; size < file.length; size += 41) {
            byte[] cut = Arrays.copyOf(file, size);
            assertThatThrownBy(() -> reader.read(cut)).isInstanceOf(FrameRejectedException.class);
        }
    }
}
