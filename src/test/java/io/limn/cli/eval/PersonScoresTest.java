package io.limn.cli.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class PersonScoresTest {
    @Test
    void foundMissedAndFalsePersonsAreCounted() {
        PersonScores scores = new PersonScores();
        scores.add(new byte[] {1, 1, 1, 1, 2, 2, 2, 2, 0, 0}, new byte[] {7, 7, 7, 0, 9, 0, 0, 0, 9, 9});
        assertThat(scores.precision()).isCloseTo(0.5, within(1e-9));
        assertThat(scores.recall()).isCloseTo(0.5, within(1e-9));
        assertThat(scores.f1()).isCloseTo(0.5, within(1e-9));
    }

    @Test
    void exactlyHalfIsFoundAndEachPersonCountsOnce() {
        PersonScores scores = new PersonScores();
        scores.add(new byte[] {1, 1, 1, 1}, new byte[] {1, 1, 2, 2});
        assertThat(scores.recall()).isEqualTo(1);
        assertThat(scores.precision()).isEqualTo(0.5);
    }

    @Test
    void ignoredPixelsMakeNoFalsePerson() {
        PersonScores scores = new PersonScores();
        scores.add(new byte[] {1, 1, (byte) 255, (byte) 255}, new byte[] {1, 1, 1, 2});
        assertThat(scores.f1()).isEqualTo(1);
    }

    @Test
    void anEmptyFrameAddsNothing() {
        PersonScores scores = new PersonScores();
        scores.add(new byte[4], new byte[4]);
        assertThat(scores.persons()).isZero();
        assertThat(scores.f1()).isZero();
    }

    @Test
    void pixelsAndLargePersonsAreCountedToo() {
        PersonScores scores = new PersonScores();
        scores.add(new byte[] {1, 1, 1, 0, 0, (byte) 255, 0, 0}, new byte[] {1, 1, 0, 1, 0, 1, 0, 0});
        assertThat(scores.iou()).isEqualTo(0.5);
        assertThat(scores.large()).isEqualTo(1);
        assertThat(scores.largeFound()).isEqualTo(1);
        scores.add(new byte[] {1, 1, 1, 1}, new byte[4]);
        assertThat(scores.frameIou()).isEqualTo(0.25);
        assertThat(scores.iou()).isEqualTo(0.25);
        assertThat(scores.large()).isEqualTo(2);
        assertThat(scores.largeFound()).isEqualTo(1);
    }
}
