package io.limn.frame.colour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Curves and primaries are those of the makers' documents; values from their tables, as far as those give them. */
class ColourSpaceTest {
    /** Value of a code, light, tolerance. */
    @ParameterizedTest
    @CsvSource({
        "SRGB, 0.5, 0.2140, 0.0001",
        "REC709, 0.5, 0.1895, 0.0001",
        "ACESCCT, 0.4135884, 0.18, 0.0001", // S-2016-001: 18 % grey
        "ACESCCT, 0.0729055, 0, 0.00001",
        "CINEON, 0.6695992, 1, 0.00001", // code 685
        "CINEON, 0.0928641, 0, 0.00001", // code 95
        "LOGC3, 0.3910068, 0.18, 0.0001", // 18 % grey at 400 of 1023
        "LOGC3, 0.0928090, 0, 0.00001",
        "LOGC4, 0.2783958, 0.18, 0.0001", // 18 % grey at 0.278
        "LOGC4, 0.0909090, 0, 0.001",
        "SLOG3, 0.4105572, 0.18, 0.0001", // 18 % grey at 420
        "SLOG3, 0.0928641, 0, 0.00001", // code 95
        "SLOG3, 0.5845552, 0.9, 0.001", // 90 % white at 598
        "VLOG, 0.4233042, 0.18, 0.0001", // 18 % grey at 433
        "VLOG, 0.125, 0, 0.00001", // code 128
        "LOG3G10, 0.3333333, 0.18, 0.0001", // 18 % grey at a third
        "LOG3G10, 0.0915161, 0, 0.0002",
        "LOG3G10, 1, 184.322, 0.02",
    })
    void curvesMatchTheirPublishedValues(ColourSpace space, double value, double light, double tolerance) {
        assertThat(space.light(value)).isEqualTo(light, within(tolerance));
    }

    @ParameterizedTest
    @EnumSource(ColourSpace.class)
    void curvesRiseAndPrimariesAreUsable(ColourSpace space) {
        double last = space.light(0);
        for (int i = 1; i <= 4096; i++) {
            double light = space.light(i / 4096.0);
            assertThat(light).isGreaterThan(last);
            last = light;
        }
        assertThat(space.chromaticities().plausible()).isTrue();
        assertThat(ColourSpace.byWord(space.word())).contains(space);
    }

    @ParameterizedTest
    @EnumSource(ColourSpace.class)
    void greyStaysGrey(ColourSpace space) {
        PlateView view = new PlateView(space, Chromaticities.BT709, 0);
        byte[] rgb = new byte[3];
        for (float value = 0.1f; value < 0.9f; value += 0.2f) {
            view.from(new float[] {value, value, value, 1}, 1, rgb);
            assertThat(rgb[0] & 0xFF).isCloseTo(rgb[1] & 0xFF, within(1)).isCloseTo(rgb[2] & 0xFF, within(1));
        }
    }

    /** Academy TB-2014-004 and ACES' AP1 to BT.709 (Bradford): the matrix that OpenColorIO's configurations have. */
    @Test
    void acesCgToSrgbIsThePublishedMatrix() {
        double[][] m = new RgbSpace(Chromaticities.AP1.whiteFirst(), new Transfer.Linear()).toLinearSrgb();
        double[][] expected = {
            {1.70505, -0.62179, -0.08326}, {-0.13026, 1.14080, -0.01055}, {-0.02400, -0.12897, 1.15297}
        };
        for (int i = 0; i < 9; i++) {
            assertThat(m[i / 3][i % 3]).isEqualTo(expected[i / 3][i % 3], within(2e-4));
        }
    }

    /** ARRI's and Sony's published matrices to BT.709. */
    @Test
    void camerasPrimariesGoToSrgbByTheirMakersMatrices() {
        double[][] arri =
                new RgbSpace(Chromaticities.ARRI_WIDE_GAMUT_3.whiteFirst(), new Transfer.Linear()).toLinearSrgb();
        double[][] expected = {
            {1.617523, -0.537287, -0.080237}, {-0.070573, 1.334613, -0.264039}, {-0.021102, -0.226954, 1.248056}
        };
        for (int i = 0; i < 9; i++) {
            assertThat(arri[i / 3][i % 3]).isEqualTo(expected[i / 3][i % 3], within(5e-4));
        }
    }

    @Test
    void theToneCurveLeavesMidtonesAloneAndNeverReachesOne() {
        assertThat(ToneCurve.of(0.18)).isEqualTo(0.18);
        assertThat(ToneCurve.of(0.5)).isEqualTo(0.5);
        assertThat(ToneCurve.of(1)).isEqualTo(0.75, within(1e-9));
        assertThat(ToneCurve.of(4)).isEqualTo(0.9375, within(1e-9));
        assertThat(ToneCurve.of(Double.NaN)).isZero();
        assertThat(ToneCurve.of(-3)).isZero();
        assertThat(ToneCurve.of(Double.POSITIVE_INFINITY)).isEqualTo(1);
        double slope = (ToneCurve.of(0.5 + 1e-6) - ToneCurve.of(0.5)) / 1e-6;
        assertThat(slope).as("no kink at the knee").isEqualTo(1, within(1e-4));
        double last = 0;
        for (double light = 0; light < 100; light += 0.01) {
            assertThat(ToneCurve.of(light)).isGreaterThanOrEqualTo(last).isLessThan(1);
            last = ToneCurve.of(light);
        }
    }

    @Test
    void exposureIsInStops() {
        byte[] rgb = new byte[3];
        new PlateView(ColourSpace.LINEAR, Chromaticities.BT709, 1).from(new float[] {0.09f, 0.09f, 0.09f, 1}, 1, rgb);
        assertThat(rgb[0] & 0xFF).isEqualTo(118);
        new PlateView(ColourSpace.SRGB, Chromaticities.BT709, -1).from8(new byte[] {-1, -1, -1}, 1, rgb);
        assertThat(rgb[0] & 0xFF).isEqualTo(188); // half of white's light
    }

    @Test
    void srgbIsShownAsItIs() {
        PlateView view = new PlateView(ColourSpace.SRGB, Chromaticities.BT709, 0);
        byte[] rgb = new byte[3];
        for (int value = 0; value < 256; value++) {
            byte[] same = {(byte) value, (byte) value, (byte) value};
            view.from8(same, 1, rgb);
            assertThat(rgb).isEqualTo(same);
        }
    }
}
