package io.limn.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.limn.frame.header.FrameRejectedException;
import io.limn.output.Output;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FrameMemoryTest {
    private static final long FORTY_TWO_MEGAPIXELS = 7952L * 5304;
    private static final Set<Output> MASKS = EnumSet.of(Output.OVERLAY, Output.LABELS, Output.PERSONS);
    private static final Set<Output> SOFT = EnumSet.of(Output.LABELS, Output.MATTES);

    @Test
    void aFrameOf42MegapixelsFitsAHeapOf640MiBWithMasksAndOf1GiBWithMattes() {
        assertThatCode(() -> new FrameMemory(640L << 20).check(FORTY_TWO_MEGAPIXELS, MASKS, false))
                .doesNotThrowAnyException();
        assertThatCode(() -> new FrameMemory(1L << 30).check(FORTY_TWO_MEGAPIXELS, SOFT, false))
                .doesNotThrowAnyException();
    }

    @Test
    void aFrameThatFitsWithMasksAloneIsRejectedWithMattesBeforeItIsDecoded() {
        assertThatThrownBy(() -> new FrameMemory(640L << 20).check(FORTY_TWO_MEGAPIXELS, SOFT, false))
                .isInstanceOf(FrameRejectedException.class)
                .hasMessageContaining("640 MiB of heap")
                .hasMessageContaining("masks only");
    }

    @Test
    void masksTakeHalfTheShareOfSoftOutputs() {
        FrameMemory memory = new FrameMemory(1L << 30);
        assertThat(memory.share(1000, SOFT, false)).isEqualTo(1000);
        assertThat(memory.share(1000, MASKS, false)).isEqualTo(500);
        assertThat(memory.share(1, MASKS, false)).isEqualTo(1);
    }

    @Test
    void cryptomatteNeedsMoreMemoryThanMattes() {
        FrameMemory memory = new FrameMemory(1L << 30);
        assertThat(memory.share(1200, EnumSet.of(Output.CRYPTOMATTE), false)).isEqualTo(2100);
        assertThatThrownBy(() -> memory.check(FORTY_TWO_MEGAPIXELS, EnumSet.of(Output.CRYPTOMATTE), false))
                .isInstanceOf(FrameRejectedException.class)
                .hasMessageContaining("1024 MiB of heap");
    }

    @Test
    void thePlatesOwnPixelsCountBesideTheOutputs() {
        FrameMemory memory = new FrameMemory(1L << 30);
        assertThat(memory.share(1200, SOFT, true)).isEqualTo(2000);
        assertThatThrownBy(() -> memory.check(FORTY_TWO_MEGAPIXELS, SOFT, true))
                .isInstanceOf(FrameRejectedException.class);
    }
}
