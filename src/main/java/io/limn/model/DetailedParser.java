package io.limn.model;

import io.limn.frame.Frame;
import io.limn.label.LabelSet;
import io.limn.parsing.Cancellation;
import io.limn.parsing.Detail;
import io.limn.parsing.Evidence;
import io.limn.parsing.InferenceOptions;
import io.limn.parsing.ModelId;
import io.limn.parsing.Parser;
import io.limn.parsing.ParserFailedException;
import io.limn.parsing.Parsing;
import io.limn.parsing.Reuse;
import io.limn.parsing.ShotParser;
import java.util.List;

/** Another parser's network in another detail than that parser's own. Thread-safe. */
record DetailedParser(OnnxParser owner, Detail detail) implements Parser {
    @Override
    public Parsing parse(Frame frame, Evidence evidence, Timings timings) throws ParserFailedException {
        return parse(frame, evidence, timings, Cancellation.NEVER);
    }

    @Override
    public Parsing parse(Frame frame, Evidence evidence, Timings timings, Cancellation cancellation)
            throws ParserFailedException {
        return owner.parse(frame, evidence, detail, timings, cancellation);
    }

    @Override
    public ShotParser inOrder(Reuse reuse) {
        return owner.inOrder(reuse, detail);
    }

    @Override
    public Parser with(Detail other) {
        return owner.with(other);
    }

    @Override
    public ModelId model() {
        return owner.model();
    }

    @Override
    public InferenceOptions options() {
        return owner.options().with(detail);
    }

    @Override
    public List<LabelSet> layers() {
        return owner.layers();
    }
}
