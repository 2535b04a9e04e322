package io.limn.m2fp.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class Int8ProductTest {
    private static final Offset<Float> CLOSE = within(1e-6f);

    private record Given(long[] shape, float... weights) implements Product {
        @Override
        public String name() {
            return "given";
        }

        @Override
        public float[] bias() {
            return new float[out()];
        }
    }

    private static Int8Product whole(long[] shape, float... weights) {
        return new Int8Product(new Given(shape, weights), 1);
    }

    @Test
    void theLargestWeightOfAChannelIs127() {
        Int8Product whole = whole(new long[] {2, 2}, 0.1f, -1, 0, 0.5f);
        assertThat(whole.weights()).containsExactly(13, -127, 0, 127);
        assertThat(whole.scales()[0]).isCloseTo(1 / 127f, CLOSE);
        assertThat(whole.scales()[1]).isCloseTo(0.5f / 127, CLOSE);
    }

    @Test
    void neighboursOfOneSignFitSixteenBitsTogether() {
        assertThat(whole(new long[] {1, 4}, -1, -1, 1, 0).weights()).containsExactly(-64, -64, 64, 0);
        assertThat(whole(new long[] {1, 4}, 1, -1, -1, 1).weights()).containsExactly(127, -127, -127, 127);
    }

    @Test
    void neighboursOfAKernelAreTheChannelsOfOnePlace() {
        assertThat(whole(new long[] {1, 2, 1, 2}, 1, 1, -1, -1).weights()).containsExactly(127, 127, -127, -127);
        assertThat(whole(new long[] {1, 2, 1, 2}, 1, -1, 1, -1).weights()).containsExactly(64, -64, 64, -64);
    }

    @Test
    void aChannelOfZerosHasAScale() {
        assertThat(whole(new long[] {1, 2}, 0, 0).scales()).containsExactly(1);
    }
}
