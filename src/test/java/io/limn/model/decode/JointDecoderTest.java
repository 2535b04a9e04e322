package io.limn.model.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.limn.parsing.Keypoint;
import java.util.List;
import org.junit.jupiter.api.Test;

class JointDecoderTest {
    private final Scene scene = new Scene(40, 24).person(2, 2, 10, 20, 0.9f).person(24, 2, 8, 16, 0.8f);
    private final float[] heat = new float[2 * scene.grid.plane];
    private final JointDecoder decoder = new JointDecoder(List.of("nose", "left-eye"), 0.2f);

    /** A blob of heat around a place in cells. */
    private void blob(int joint, double x, double y, float peak) {
        for (int j = 0; j < scene.grid.y.cells; j++) {
            for (int i = 0; i < scene.grid.x.cells; i++) {
                double squared = (i - x) * (i - x) + (j - y) * (j - y);
                int at = joint * scene.grid.plane + j * scene.grid.pitch + i;
                heat[at] = Math.max(heat[at], (float) (peak * Math.exp(-squared / 4)));
            }
        }
    }

    @Test
    void eachPersonGetsTheHottestPlaceAmongItsOwnCellsFinerThanACell() {
        blob(0, 6.3, 4.8, 0.9f);
        blob(0, 27.0, 5.25, 0.7f);
        List<List<Keypoint>> joints = decoder.decode(heat, scene.decode(), scene.grid);

        assertThat(joints).hasSize(2);
        Keypoint first = joints.get(0).get(0);
        assertThat(first.name()).isEqualTo("nose");
        assertThat(first.x()).isCloseTo((6.3f + 0.5f) * 4, within(0.5f));
        assertThat(first.y()).isCloseTo((4.8f + 0.5f) * 4, within(0.5f));
        Keypoint second = joints.get(1).get(0);
        assertThat(second.x()).isCloseTo((27.0f + 0.5f) * 4, within(0.5f));
        assertThat(second.y()).isCloseTo((5.25f + 0.5f) * 4, within(0.5f));
        assertThat(second.score()).isCloseTo(0.7f, within(0.05f));
    }

    @Test
    void aJointBelowTheThresholdIsLeftOut() {
        blob(0, 6, 5, 0.9f);
        blob(1, 6, 5, 0.1f);
        List<List<Keypoint>> joints = decoder.decode(heat, scene.decode(), scene.grid);
        assertThat(joints.get(0)).extracting(Keypoint::name).containsExactly("nose");
        assertThat(joints.get(1)).isEmpty();
    }

    @Test
    void aJointJustOutsideTheForegroundCountsAndOneFarFromItDoesNot() {
        blob(0, 13, 5, 0.9f);
        blob(1, 18, 20, 0.9f);
        List<List<Keypoint>> joints = decoder.decode(heat, scene.decode(), scene.grid);
        assertThat(joints.get(0)).extracting(Keypoint::name).containsExactly("nose");
    }

    @Test
    void aJointAtTheEdgeStaysInTheFrame() {
        Scene edge = new Scene(8, 8).person(0, 0, 8, 8, 0.9f);
        float[] corner = new float[2 * edge.grid.plane];
        corner[edge.grid.plane - 1] = 1;
        Keypoint joint = decoder.decode(corner, edge.decode(), edge.grid).get(0).get(0);
        assertThat(joint.x()).isBetween(28f, 32f);
        assertThat(joint.y()).isBetween(28f, 32f);
    }
}
