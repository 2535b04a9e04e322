package io.limn.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SeriesTest {
    @Test
    void medianAndP99AreNearestRanks() {
        Series series = new Series();
        for (int i = 1000; i >= 1; i--) {
            series.add(i * 1_000_000L);
        }
        assertThat(series.count()).isEqualTo(1000);
        assertThat(series.millis(0.5)).isEqualTo(500);
        assertThat(series.millis(0.99)).isEqualTo(990);
        assertThat(series.total()).isEqualTo(500_500_000_000L);
    }

    @Test
    void anEmptyMapScoresZero() {
        assertThat(new Series().millis(0.99)).isZero();
    }
}
