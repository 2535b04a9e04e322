package io.limn.parsing;

import static org.assertj.core.api.Assertions.assertThat;

import io.limn.parsing.ConnectedComponents.Connectivity;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ConnectedComponentsTest {
    private static final byte[] MAP = {
        1, 0, 0, 2,
        0, 1, 2, 2,
        0, 0, 1, 0,
        1, 1, 0, 0
    };

    private static int[] numbers(ConnectedComponents found) {
        return IntStream.range(0, MAP.length).map(found::at).toArray();
    }

    @Test
    void cellsThatShareASideAreConnected() {
        ConnectedComponents found = ConnectedComponents.of(MAP, 4, 4, Connectivity.FOUR);
        assertThat(numbers(found)).containsExactly(0, -1, -1, 1, -1, 2, 1, 1, -1, -1, 3, -1, 4, 4, -1, -1);
        assertThat(found.count()).isEqualTo(5);
        assertThat(found.size(1)).isEqualTo(3);
        assertThat(found.first(4)).isEqualTo(12);
        assertThat(found.largest()).isEqualTo(1);
    }

    @Test
    void cellsThatShareACornerAreConnectedWhereAsked() {
        ConnectedComponents found = ConnectedComponents.of(MAP, 4, 4, Connectivity.EIGHT);
        assertThat(numbers(found)).containsExactly(0, -1, -1, 1, -1, 0, 1, 1, -1, -1, 0, -1, 0, 0, -1, -1);
        assertThat(found.largest()).isZero();
        assertThat(found.size(0)).isEqualTo(5);
    }

    @Test
    void anEmptyMapHasNoComponents() {
        ConnectedComponents found = ConnectedComponents.of(new byte[6], 3, 2, Connectivity.EIGHT);
        assertThat(found.count()).isZero();
        assertThat(found.largest()).isEqualTo(-1);
    }
}
