package io.limn.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.limn.model.CellResampling.Side;
import org.junit.jupiter.api.Test;

class CellResamplingTest {
    private static double at(CellResampling crossing, int cell) {
        return crossing.before()[cell] + crossing.share()[cell];
    }

    @Test
    void aPassOfTheSameSizeKeepsEveryCell() {
        CellResampling crossing = CellResampling.of(new Side(0, 64, 64), new Side(0, 64, 64), 4, false);
        for (int cell = 0; cell < 16; cell++) {
            assertThat(at(crossing, cell)).isEqualTo(cell);
        }
    }

    @Test
    void theMirroredPassReadsCellsFromTheOtherEnd() {
        CellResampling crossing = CellResampling.of(new Side(0, 56, 64), new Side(0, 56, 64), 4, true);
        for (int cell = 0; cell < 14; cell++) {
            assertThat(at(crossing, cell)).isEqualTo(15 - cell);
        }
    }

    @Test
    void aSmallerPassIsInterpolatedBetweenItsCells() {
        CellResampling crossing = CellResampling.of(new Side(0, 64, 64), new Side(0, 32, 32), 4, false);
        assertThat(at(crossing, 7)).isCloseTo(3.25, within(1e-6));
        assertThat(at(crossing, 8)).isCloseTo(3.75, within(1e-6));
        assertThat(crossing.after()[8]).isEqualTo(4);
    }

    @Test
    void paddingOfTheOtherPassIsIgnored() {
        CellResampling straight = CellResampling.of(new Side(0, 60, 64), new Side(0, 30, 32), 4, false);
        CellResampling turned = CellResampling.of(new Side(0, 60, 64), new Side(0, 30, 32), 4, true);
        for (int cell = 0; cell < 16; cell++) {
            assertThat(at(straight, cell)).isBetween(0.0, 6.5);
            assertThat(at(turned, cell)).isBetween(0.5, 7.0);
        }
    }
}
