package io.limn.frame;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class FrameTest {
    @Test
    void aFrameWhosePixelsDoNotFitItsSizeIsRefused() {
        assertThatThrownBy(() -> new Frame(2, 2, new byte[11]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("three bytes per pixel");
    }
}
