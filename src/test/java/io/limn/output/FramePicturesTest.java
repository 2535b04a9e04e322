package io.limn.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.limn.frame.Frame;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/** The frame itself and its thumbnail, left half red and right half blue. */
class FramePicturesTest {
    @Test
    void theFrameKeepsSizeAndColoursAndTheThumbnailIsSmall() throws IOException {
        int width = 640;
        int height = 300;
        byte[] bgr = new byte[width * height * 3];
        for (int i = 0; i < width * height; i++) {
            bgr[i * 3 + (i % width < width / 2 ? 2 : 0)] = (byte) 200;
        }
        Frame frame = new Frame(width, height, bgr);
        BufferedImage whole = image(new FrameRenderer(), frame);
        assertThat(whole.getWidth()).isEqualTo(width);
        assertThat(whole.getHeight()).isEqualTo(height);
        isRedAndBlue(whole);
        BufferedImage small = image(new ThumbnailRenderer(), frame);
        assertThat(small.getWidth()).isEqualTo(256);
        assertThat(small.getHeight()).isEqualTo(120);
        isRedAndBlue(small);
    }

    @Test
    void aSmallFrameIsNotEnlarged() throws IOException {
        BufferedImage small = image(new ThumbnailRenderer(), new Frame(5, 3, new byte[45]));
        assertThat(small.getWidth()).isEqualTo(5);
        assertThat(small.getHeight()).isEqualTo(3);
    }

    private static BufferedImage image(Renderer renderer, Frame frame) throws IOException {
        byte[] jpeg = renderer.render(frame, null, RenderOptions.DEFAULT).get(0).bytes();
        return ImageIO.read(new ByteArrayInputStream(jpeg));
    }

    private static void isRedAndBlue(BufferedImage image) {
        int left = image.getRGB(image.getWidth() / 4, image.getHeight() / 2);
        int right = image.getRGB(3 * image.getWidth() / 4, image.getHeight() / 2);
        assertThat(left >> 16 & 0xFF).isCloseTo(200, within(4));
        assertThat(left & 0xFF).isCloseTo(0, within(4));
        assertThat(right >> 16 & 0xFF).isCloseTo(0, within(4));
        assertThat(right & 0xFF).isCloseTo(200, within(4));
    }
}
