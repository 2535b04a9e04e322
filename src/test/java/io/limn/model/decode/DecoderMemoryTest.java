package io.limn.model.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.limn.label.Label;
import io.limn.label.LabelSet;
import io.limn.model.graph.ParallelFor;
import io.limn.model.input.InputSize;
import io.limn.model.input.ShortSide;
import io.limn.parsing.Evidence;
import io.limn.parsing.Parsing;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a frame of 1280×720 costs when all hundred queries are kept and their masks cover half of it: the worst there is. */
class DecoderMemoryTest {
    private static final int QUERIES = 100;
    private static final int CLASSES = 21;
    /** 35 MB for the network's own maps and 34 bytes a pixel, with a margin: 315 MB where the frame has 3840×2160. */
    private static final long MOST = 80L << 20;

    @Test
    void aFrameOf720pAllocatesLessThan80Megabytes() {
        assumeTrue(
                ManagementFactory.getThreadMXBean() instanceof com.sun.management.ThreadMXBean,
                "SKIPPED: this Java does not count what a thread allocates");
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        InputSize size = new ShortSide(640, 1333, 32).plan(1280, 720);
        Map<String, float[]> outputs = Map.of("logits", logits(), "masks", masks(size));
        // One thread alone, so that it allocates all there is.
        ParallelFor workers = new ParallelFor(1);
        InstanceDecoder decoder = new InstanceDecoder(labels(), "logits", "masks", QUERIES, 4, 0.1f, 0.3f, workers);

        long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
        Parsing parsing = decoder.decode(outputs::get, size, Evidence.COVERAGE);
        long allocated = threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - before;
        workers.close();

        assertThat(parsing.coverage().orElseThrow().regions()).hasSizeGreaterThan(QUERIES * 9 / 10);
        // All that was ever allocated, though some of it is garbage by then: an upper bound of what is held.
        assertThat(allocated).isLessThan(MOST);
    }

    private static LabelSet labels() {
        return new LabelSet(
                "parts",
                IntStream.range(0, CLASSES - 1)
                        .mapToObj(id -> new Label(id, "label" + id, id))
                        .toList(),
                List.of());
    }

    /** Every query is nearly sure of a class, in turn. */
    private static float[] logits() {
        float[] logits = new float[QUERIES * (CLASSES + 1)];
        for (int query = 0; query < QUERIES; query++) {
            logits[query * (CLASSES + 1) + 1 + query % (CLASSES - 1)] = 8;
        }
        return logits;
    }

    private static float[] masks(InputSize size) {
        float[] masks = new float[QUERIES * (size.width() / 4) * (size.height() / 4)];
        Random random = new Random(4);
        for (int i = 0; i < masks.length; i++) {
            masks[i] = (float) (6 * random.nextGaussian());
        }
        return masks;
    }
}
