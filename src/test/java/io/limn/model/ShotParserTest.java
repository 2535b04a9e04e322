package io.limn.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.limn.frame.Frame;
import io.limn.frame.FrameLimits;
import io.limn.frame.FrameReader;
import io.limn.parsing.Detail;
import io.limn.parsing.Evidence;
import io.limn.parsing.InferenceOptions;
import io.limn.parsing.Parser;
import io.limn.parsing.Parsing;
import io.limn.parsing.Reuse;
import io.limn.parsing.ShotParser;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ShotParserTest {
    private static final ModelSettings SETTINGS = new ModelSettings("limn", Path.of("models"), 1);

    private static OnnxParser parser;
    private static Frame walker;

    @BeforeAll
    static void open() throws Exception {
        parser = OnnxParser.of(SETTINGS);
        walker = new FrameReader(new FrameLimits(64 << 20, 100_000_000))
                .read(Files.readAllBytes(Path.of("samples/walk/plate.0001.jpg")));
    }

    @AfterAll
    static void close() {
        parser.close();
    }

    /** The walker's frame with a grey square in a corner. */
    private static Frame withSquare() {
        byte[] bgr = walker.bgr().clone();
        for (int y = 0; y < walker.height() / 8; y++) {
            Arrays.fill(bgr, y * walker.width() * 3, (y * walker.width() + walker.width() / 8) * 3, (byte) 128);
        }
        return new Frame(walker.width(), walker.height(), bgr, walker.metadata(), Optional.empty());
    }

    private static Parsing parse(Parser by, Frame frame) throws Exception {
        return by.parse(frame, Evidence.MAPS, Parser.Timings.NONE);
    }

    private static void assertSame(Parsing one, Parsing other) {
        assertThat(other.persons()).isEqualTo(one.persons());
        assertThat(other.personMap().ids()).isEqualTo(one.personMap().ids());
        assertThat(other.main().ids()).isEqualTo(one.main().ids());
    }

    @Test
    void anUnchangedFrameHasTheSameParsingWithoutTheNetwork() throws Exception {
        Parsing alone = parse(parser, walker);
        try (ShotParser shot = parser.inOrder(new Reuse(24))) {
            for (int i = 0; i < 4; i++) {
                assertSame(alone, parse(shot, walker));
            }
            assertThat(shot.share()).isEqualTo(0.25);
        }
    }

    @Test
    void aChangeIsSeenAtFewerPixelsAndLeavesTheRest() throws Exception {
        Parsing alone = parse(parser, withSquare());
        try (ShotParser shot = parser.inOrder(new Reuse(24))) {
            parse(shot, walker);
            Parsing reused = parse(shot, withSquare());

            assertThat(shot.share()).isBetween(0.51, 0.75);
            assertThat(reused.persons()).hasSameSizeAs(alone.persons());
            byte[] wanted = alone.main().ids();
            int differ = 0;
            for (int i = 0; i < wanted.length; i++) {
                differ += wanted[i] == reused.main().ids()[i] ? 0 : 1;
            }
            assertThat(differ).isLessThan(wanted.length / 100);
        }
    }

    @Test
    void theWholeFrameIsComputedEveryFewFrames() throws Exception {
        try (ShotParser shot = parser.inOrder(new Reuse(2))) {
            for (int i = 0; i < 4; i++) {
                parse(shot, walker);
            }
            assertThat(shot.share()).isEqualTo(0.5);
        }
    }

    @Test
    void aSecondPassOverTheFrameIsRefused() {
        try (OnnxParser detailed = OnnxParser.of(SETTINGS.with(InferenceOptions.DEFAULT.with(Detail.PERSONS)))) {
            assertThatThrownBy(() -> detailed.inOrder(Reuse.DEFAULT))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("detail=frame");
        }
    }
}
