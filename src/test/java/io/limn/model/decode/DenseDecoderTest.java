package io.limn.model.decode;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DenseDecoderTest {
    @ParameterizedTest
    @CsvSource({
        "1024, 768, 18",
        "333, 500, 18",
        "201, 97, 5",
        "3, 200, 4",
        "200, 3, 4",
        "1, 1, 3",
        "2, 2, 18",
        "1281, 721, 2",
        "64, 64, 1"
    })
    void labelsAreThoseOfInterpolatingEveryLogitAtEveryPixel(int width, int height, int classes) {
        Grid grid = Grids.frame(width, height);
        float[] logits = Grids.smoothLogits(grid, classes, 7);
        byte[] ids = new DenseDecoder(classes).decode(logits, grid);

        assertThat(ids).hasSize(width * height);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                double[] values = interpolate(logits, grid, classes, x, y);
                double most = Arrays.stream(values).max().orElseThrow();
                assertThat(values[ids[y * width + x]]).as("at %d, %d", x, y).isGreaterThan(most - 1e-5);
            }
        }
    }

    /** As PyTorch's interpolate(mode="bilinear", align_corners=False) after cropping the padding. */
    private static double[] interpolate(float[] logits, Grid grid, int classes, int x, int y) {
        double atX = Math.max(0, Math.min(grid.x.cells - 1.0, (x + 0.5) / grid.x.step - 0.5));
        double atY = Math.max(0, Math.min(grid.y.cells - 1.0, (y + 0.5) / grid.y.step - 0.5));
        int x0 = (int) atX;
        int y0 = (int) atY;
        int x1 = Math.min(x0 + 1, grid.x.cells - 1);
        int y1 = Math.min(y0 + 1, grid.y.cells - 1);
        double[] values = new double[classes];
        for (int label = 0; label < classes; label++) {
            int plane = label * grid.plane;
            double top = logits[plane + y0 * grid.pitch + x0] * (1 - (atX - x0))
                    + logits[plane + y0 * grid.pitch + x1] * (atX - x0);
            double bottom = logits[plane + y1 * grid.pitch + x0] * (1 - (atX - x0))
                    + logits[plane + y1 * grid.pitch + x1] * (atX - x0);
            values[label] = top * (1 - (atY - y0)) + bottom * (atY - y0);
        }
        return values;
    }

    @Test
    void paddingGetsNoLabels() {
        Grid grid = Grids.frame(331, 219);
        byte[] ids = new DenseDecoder(4).decode(Grids.smoothLogits(grid, 4, 3), grid);
        float[] quiet = Grids.smoothLogits(grid, 4, 3);
        for (int i = 0; i < quiet.length; i++) {
            quiet[i] = Math.min(quiet[i], 100) == 100 ? -1e6f : quiet[i];
        }
        assertThat(new DenseDecoder(4).decode(quiet, grid)).isEqualTo(ids);
    }

    @Test
    void aTieGoesToTheLowerId() {
        Grid grid = Grids.cells(3, 3);
        assertThat(new DenseDecoder(3).decode(new float[3 * grid.plane], grid)).containsOnly((byte) 0);
    }

    @Test
    void oneDecoderServesFramesOfChangingSize() {
        DenseDecoder kept = new DenseDecoder(6);
        for (int[] size : new int[][] {{200, 100}, {100, 200}, {40, 500}, {200, 100}}) {
            Grid grid = Grids.frame(size[0], size[1]);
            float[] logits = Grids.smoothLogits(grid, 6, 11);
            assertThat(kept.decode(logits, grid)).isEqualTo(new DenseDecoder(6).decode(logits, grid));
        }
    }
}
