package io.limn.batch.shot;

import io.limn.frame.Frame;
import io.limn.label.LabelSet;
import io.limn.parsing.Evidence;
import io.limn.parsing.InferenceOptions;
import io.limn.parsing.ModelId;
import io.limn.parsing.Parser;
import io.limn.parsing.ParserFailedException;
import io.limn.parsing.Parsing;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts frames, and never comes back from one of them. */
final class Stuck implements Parser {
    private final Parser parser;
    private final int at;
    final AtomicInteger frames = new AtomicInteger();
    final CountDownLatch reached = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);

    Stuck(Parser parser, int at) {
        this.parser = parser;
        this.at = at;
    }

    @Override
    public Parsing parse(Frame frame, Evidence evidence, Timings timings) throws ParserFailedException {
        if (frames.incrementAndGet() >= at) {
            reached.countDown();
            try {
                ended.await();
            } catch (InterruptedException e) {
                throw new ParserFailedException("killed", e);
            }
        }
        return parser.parse(frame, evidence, timings);
    }

    @Override
    public ModelId model() {
        return parser.model();
    }

    @Override
    public InferenceOptions options() {
        return parser.options();
    }

    @Override
    public List<LabelSet> layers() {
        return parser.layers();
    }
}
