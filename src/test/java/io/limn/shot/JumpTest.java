package io.limn.shot;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class JumpTest {
    @Test
    void anAreaThatAppearsIsSaidInPixelsAndCountsAsOne() {
        Jump jump = new Jump("anatomy/left-lower-leg", 0, 1575);
        assertThat(jump.text()).isEqualTo("anatomy/left-lower-leg goes from 0 to 1575 pixels");
        assertThat(jump.size()).isEqualTo(1);
    }
}
