package io.limn.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.limn.frame.Frame;
import io.limn.parsing.Box;
import io.limn.parsing.Evidence;
import io.limn.parsing.Parser;
import io.limn.parsing.Parsing;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OnnxParserTest {
    @TempDir
    static Path directory;

    private static OnnxParser parser;

    @BeforeAll
    static void load() throws IOException {
        TinyModel.write(directory);
        parser = OnnxParser.of(settings());
    }

    @AfterAll
    static void close() {
        parser.close();
    }

    private static ModelSettings settings() {
        return new ModelSettings("tiny", directory, 1);
    }

    /** Two people side by side, touching: each has a red half above a green one, and a centre. */
    private static Frame twoPeople(int width, int height) {
        Frame frame = Frames.black(width, height);
        for (int person = 0; person < 2; person++) {
            int left = width / 4 + person * width / 4;
            Frames.fill(frame, left, height / 4, width / 4, height / 4, Color.RED);
            Frames.fill(frame, left, height / 2, width / 4, height / 4, Color.GREEN);
            Frames.fill(frame, left + width / 8 - 4, height / 2 - 4, 8, 8, Color.MAGENTA);
        }
        return frame;
    }

    @Test
    void labelsPersonsAndJointsLieWhereTheyWereDrawn() throws Exception {
        Parsing parsing = parser.parse(twoPeople(128, 96));

        assertThat(parsing.main().ids()).hasSize(128 * 96);
        assertThat(parsing.main().ids()[30 * 128 + 40]).isEqualTo((byte) 1);
        assertThat(parsing.main().ids()[66 * 128 + 40]).isEqualTo((byte) 2);
        assertThat(parsing.main().ids()[10 * 128 + 40]).isZero();
        assertThat(parsing.persons()).hasSize(2);
        assertThat(parsing.personMap().ids()[40 * 128 + 40])
                .isNotEqualTo(parsing.personMap().ids()[40 * 128 + 88]);
        Box box = parsing.persons().get(0).box();
        assertThat(box.width()).isBetween(30, 36);
        assertThat(box.height()).isBetween(46, 52);
        assertThat(parsing.persons().get(0).keypoints()).hasSize(1);
    }

    @Test
    void aRunThatNobodyWaitsForIsStoppedAndTheNextIsUnaffected() throws Exception {
        Frame frame = twoPeople(128, 96);
        byte[] before = parser.parse(frame).main().ids();

        assertThatThrownBy(() -> parser.parse(frame, Evidence.MAPS, Parser.Timings.NONE, new CancelledOnceBegun()))
                .isInstanceOf(CancellationException.class);

        assertThat(parser.parse(frame).main().ids()).isEqualTo(before);
    }

    @Test
    void everySizeGivesMapsOfExactlyThatSize() throws Exception {
        for (int[] size :
                new int[][] {{1, 1}, {3, 200}, {200, 3}, {2, 2}, {33, 17}, {600, 901}, {1024, 768}, {5000, 2}}) {
            Frame frame = Frames.black(size[0], size[1]);
            Frames.fill(frame, 0, 0, size[0], size[1], Color.RED);
            Parsing parsing = parser.parse(frame);
            assertThat(parsing.width()).isEqualTo(size[0]);
            assertThat(parsing.main().counts()).containsExactly(0, (long) size[0] * size[1], 0);
            assertThat(parsing.persons()).hasSize(1);
            assertThat(parsing.persons().get(0).box()).isEqualTo(new Box(0, 0, size[0], size[1]));
        }
    }

    @Test
    void manyThreadsGetTheSameAsOne() throws Exception {
        List<Frame> frames = List.of(twoPeople(128, 96), twoPeople(96, 200), twoPeople(640, 480), twoPeople(40, 64));
        List<byte[]> alone = new ArrayList<>();
        for (Frame frame : frames) {
            alone.add(parser.parse(frame).main().ids());
        }
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<byte[]>> together = new ArrayList<>();
            for (int i = 0; i < 64; i++) {
                Frame frame = frames.get(i % frames.size());
                together.add(threads.submit(() -> parser.parse(frame).main().ids()));
            }
            for (int i = 0; i < together.size(); i++) {
                assertThat(together.get(i).get(30, TimeUnit.SECONDS)).isEqualTo(alone.get(i % frames.size()));
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void timingsNameThePartsOfAParse() throws Exception {
        TreeSet<String> parts = new TreeSet<>();
        parser.parse(twoPeople(64, 64), Evidence.MAPS, (part, nanos) -> {
            assertThat(nanos).isPositive();
            parts.add(part);
        });
        assertThat(parts).containsExactly("decoder", "network", "preprocess");
    }

    @Test
    void aClosedParserSaysSoAndMayBeClosedTwice() {
        OnnxParser closed = OnnxParser.of(settings());
        closed.close();
        closed.close();
        assertThatThrownBy(() -> closed.parse(twoPeople(64, 64)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("closed");
    }
}
