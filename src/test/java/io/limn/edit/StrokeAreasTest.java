package io.limn.edit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which pixels strokes cover. */
class StrokeAreasTest {
    private static Area brush(double size, double hardness, double[]... points) {
        return new BrushArea(100, 60, points, size, hardness).area(() -> {});
    }

    private static long covered(Area area) {
        long count = 0;
        for (int y = 0; y < 60; y++) {
            for (int x = 0; x < 100; x++) {
                count += area.covers(x, y) ? 1 : 0;
            }
        }
        return count;
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.01, 0.3, 0.5, 0.99})
    void theSmallestDotCoversThePixelThatItIsOn(double offset) {
        assertThat(brush(0.5, 1, new double[] {10 + offset, 20 + offset}).covers(10, 20))
                .isTrue();
    }

    @Test
    void aDotIsADiscAndALineACapsule() {
        assertThat((double) covered(brush(20, 1, new double[] {50, 30}))).isCloseTo(Math.PI * 100, within(8.0));
        assertThat((double) covered(brush(20, 1, new double[] {40, 30}, new double[] {60, 30})))
                .isCloseTo(Math.PI * 100 + 400, within(12.0));
    }

    @Test
    void pressureScalesTheBrushAndNoneLeavesNothing() {
        Area area = brush(20, 1, new double[] {20, 30, 1}, new double[] {80, 30, 0});
        assertThat(area.covers(20, 38)).isTrue();
        assertThat(area.covers(60, 38)).isFalse();
        assertThat(area.covers(60, 32)).isTrue();
        assertThat(covered(brush(20, 1, new double[] {50, 30, 0}))).isZero();
    }

    @Test
    void aSoftBrushFadesFromItsHardnessToItsEdge() {
        Area area = brush(40, 0.5, new double[] {50.5, 30.5});
        assertThat(area.at(50, 30)).isEqualTo(255);
        assertThat(area.at(60, 30)).isEqualTo(255);
        assertThat(area.at(65, 30)).isBetween(120, 135);
        assertThat(area.at(70, 30)).isLessThan(10);
        assertThat(area.at(72, 30)).isZero();
    }

    @Test
    void shapesAreClippedToTheFrame() {
        assertThat(covered(brush(20, 1, new double[] {-50, -50}))).isZero();
        assertThat((double) covered(brush(20, 1, new double[] {0, 0}))).isCloseTo(Math.PI * 25, within(4.0));
        assertThat(covered(brush(4096, 1, new double[] {0, 0}))).isEqualTo(6000);
    }

    @Test
    void aPolygonHasThePixelsWhoseCentresLieInIt() {
        double[][] square = {{10, 10}, {20, 10}, {20, 30}, {10, 30}};
        Area area = new PolygonArea(100, 60, square).area(() -> {});
        assertThat(covered(area)).isEqualTo(200);
        assertThat(area.covers(10, 10)).isTrue();
        assertThat(area.covers(20, 10)).isFalse();
        assertThat(covered(new PolygonArea(100, 60, new double[][] {{-10, -10}, {300, -10}, {300, 300}, {-10, 300}})
                        .area(() -> {})))
                .isEqualTo(6000);
    }

    @Test
    void selfCrossingPolygonsUseTheNonZeroRule() {
        double[][] twice = {{10, 10}, {30, 10}, {30, 30}, {10, 30}, {10, 10}, {30, 10}, {30, 30}, {10, 30}};
        assertThat(covered(new PolygonArea(100, 60, twice).area(() -> {}))).isEqualTo(400);
        double[][] eight = {{10, 10}, {30, 30}, {30, 10}, {10, 30}};
        Area area = new PolygonArea(100, 60, eight).area(() -> {});
        assertThat(area.covers(12, 20)).isTrue();
        assertThat(area.covers(28, 20)).isTrue();
        assertThat(area.covers(20, 11)).isFalse();
    }

    @Test
    void theRightSideOfALineFollowsItsDirection() {
        Area up = PolygonArea.rightOf(100, 60, new double[] {50, 60}, new double[] {50, 0});
        assertThat(up.covers(60, 30)).isTrue();
        assertThat(up.covers(40, 30)).isFalse();
    }

    @Test
    void aStrokeAroundTheFrameCostsAsMuchAsTheFrame() {
        double[][] around = {{1, 1}, {99, 1}, {99, 59}, {1, 59}, {1, 1}};
        assertThat(new BrushArea(100, 60, around, 2, 1).cost()).isBetween(100 * 60L, 2 * 100 * 60L);
    }

    @Test
    void aStrokeEndsWhereItIsCancelled() {
        int[] rows = {0};
        Runnable stop = () -> {
            if (++rows[0] == 5) {
                throw new CancellationException("enough");
            }
        };
        BrushArea brush = new BrushArea(100, 60, new double[][] {{1, 1}, {99, 59}}, 50, 1);
        assertThatThrownBy(() -> brush.area(stop)).hasMessage("enough");
        PolygonArea polygon = new PolygonArea(100, 60, new double[][] {{1, 1}, {99, 1}, {50, 59}});
        rows[0] = 0;
        assertThatThrownBy(() -> polygon.area(stop)).hasMessage("enough");
        assertThat(rows[0]).isEqualTo(5);
    }
}
