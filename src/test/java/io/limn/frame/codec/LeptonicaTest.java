package io.limn.frame.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.limn.frame.Drawing;
import java.awt.image.BufferedImage;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LeptonicaTest {
    private final Watch watch = new Watch(() -> {});

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void libjpegTurboAndTheJdkDecodeAJpegAlike(boolean progressive) throws Exception {
        assumeTrue(Leptonica.available(), "libjpeg-turbo's library is not there for this platform");
        byte[] jpeg = Drawing.write(Drawing.of(BufferedImage.TYPE_3BYTE_BGR), "jpeg", null, progressive);
        byte[] turbo = new byte[Drawing.WIDTH * Drawing.HEIGHT * 3];
        assertThat(Leptonica.jpeg(jpeg, jpeg.length, Drawing.WIDTH, Drawing.HEIGHT, (row, y) -> {
                    for (int x = 0; x < row.length; x++) {
                        int at = (y * Drawing.WIDTH + x) * 3;
                        turbo[at] = (byte) (row[x] >> 8);
                        turbo[at + 1] = (byte) (row[x] >> 16);
                        turbo[at + 2] = (byte) (row[x] >> 24);
                    }
                }))
                .isTrue();
        byte[] jdk = BgrPixels.of(Codecs.read(Codecs.jdk("jpeg"), jpeg, jpeg.length, watch, null), watch);

        for (int i = 0; i < jdk.length; i++) {
            assertThat(Math.abs((turbo[i] & 0xFF) - (jdk[i] & 0xFF))).isLessThanOrEqualTo(2);
        }
    }
}
