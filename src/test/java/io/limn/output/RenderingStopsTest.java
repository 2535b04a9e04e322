package io.limn.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Rendering that nobody waits for any more ends. */
class RenderingStopsTest {
    private static final RenderOptions OPTIONS = SoftScene.options(List.of(), 0, false);

    @ParameterizedTest
    @EnumSource(Output.class)
    void everyOutputCanBeCancelledBetweenRows(Output output) {
        AtomicInteger asked = new AtomicInteger();
        render(output, asked::incrementAndGet);
        int rows = asked.get();
        assertThat(rows).isGreaterThan(SoftScene.HEIGHT / 2);
        asked.set(0);
        assertThatThrownBy(() -> render(output, () -> {
                    if (asked.incrementAndGet() >= rows / 2) {
                        throw new CancellationException("nobody waits");
                    }
                }))
                .isInstanceOf(CancellationException.class);
        // Threads that share the rows each ask once more.
        assertThat(asked.get())
                .isBetween(rows / 2, rows / 2 + Runtime.getRuntime().availableProcessors() + 1);
    }

    @ParameterizedTest
    @EnumSource(Output.class)
    void noOutputIsBegunAfterCancellation(Output output) {
        assertThatThrownBy(() -> render(output, () -> {
                    throw new CancellationException("nobody waits");
                }))
                .isInstanceOf(CancellationException.class);
    }

    private static void render(Output output, Runnable check) {
        Scene.renderers().render(SoftScene.frame(2), SoftScene.parsing(2), Set.of(output), OPTIONS, check);
    }
}
