package io.limn.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.limn.output.Rendered;
import io.limn.problem.FrameFailedException;
import io.limn.result.MemorySink;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the outside sees of frames. */
class FrameTelemetryTest {
    private final List<ExtLogRecord> lines = new ArrayList<>();
    private final Handler handler = new Handler() {
        @Override
        public synchronized void publish(LogRecord line) {
            ExtLogRecord kept = ExtLogRecord.wrap(line);
            kept.copyAll(); // the MDC as it is now
            lines.add(kept);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void listen() {
        Logger.getLogger("io.limn.frames").addHandler(handler);
    }

    @AfterEach
    void stopListening() {
        Logger.getLogger("io.limn.frames").removeHandler(handler);
    }

    @Test
    void aFrameIsOneLineWithItsFiguresAsFields() {
        try (Parts parts = new Parts(null)) {
            parts.call("sh/plate.0001.png", "4x3").join();
        }
        assertThat(lines).singleElement().satisfies(line -> {
            assertThat(line.getFormattedMessage())
                    .matches("parsed sh/plate\\.0001\\.png in \\d+ ms: 4x3, 0 persons \\(.*\\)")
                    .containsPattern("queue \\d+, fetch \\d+, decode \\d+, infer \\d+, render \\d+, put \\d+");
            assertThat(line.getMdcCopy())
                    .containsEntry("frame", "sh/plate.0001.png")
                    .containsEntry("outcome", "parsed")
                    .containsEntry("width", "4")
                    .containsEntry("persons", "0")
                    .containsKeys("ms", "ms_fetch", "ms_decode", "ms_infer", "ms_render", "ms_put");
        });
        assertThat(org.jboss.logging.MDC.get("frame")).isNull();
    }

    @Test
    void aNameCannotForgeALogLine() {
        try (Parts parts = new Parts(null)) {
            parts.call("a\nparsed b.png", "no picture").join();
        }
        assertThat(lines).singleElement().satisfies(line -> assertThat(line.getFormattedMessage())
                .matches("rejected a\\\\nparsed b.png in \\d+ ms: .*")
                .doesNotContain("\n"));
    }

    @Test
    void everyOutcomeIsCountedOnceAndGaugesReturnToZero() {
        try (Parts parts = new Parts(null, "workers", "1", "fetch-ahead", "0", "max-waiting", "0")) {
            Hold hold = new Hold();
            parts.parsing = frame -> hold.here(frame.width() == 9);
            var first = parts.call("1.png", "9x9");
            assertThat(parts.meters.get("limn.frames.in.flight").gauge().value())
                    .isEqualTo(1);
            assertThat(parts.call("2.png", "2x2")).isCompletedExceptionally();
            var waiting = parts.send("3.png", "no picture", Admission.WAIT);
            assertThat(parts.meters.get("limn.queue.depth").gauge().value()).isEqualTo(1);
            hold.release();
            first.join();
            waiting.join();
            parts.submit(
                            Parts.request("4.png", "2x2"),
                            new Through(new MemorySink()) {
                                @Override
                                public Uni<Void> put(String key, Rendered file) {
                                    return Uni.createFrom().failure(new FrameFailedException("full", null));
                                }
                            },
                            Admission.WAIT)
                    .onFailure()
                    .recoverWithNull()
                    .await()
                    .atMost(Parts.SOON);
            assertThat(parts.count("parsed")).isEqualTo(1);
            assertThat(parts.count("refused")).isEqualTo(1);
            assertThat(parts.count("rejected")).isEqualTo(1);
            assertThat(parts.count("failed")).isEqualTo(1);
            assertThat(parts.meters.get("limn.frames.in.flight").gauge().value())
                    .isZero();
            assertThat(parts.meters.get("limn.queue.depth").gauge().value()).isZero();
        }
    }
}
