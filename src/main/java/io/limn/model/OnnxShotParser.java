package io.limn.model;

import ai.onnxruntime.OrtException;
import io.limn.frame.Frame;
import io.limn.label.LabelSet;
import io.limn.parsing.Detail;
import io.limn.parsing.Evidence;
import io.limn.parsing.InferenceOptions;
import io.limn.parsing.ModelId;
import io.limn.parsing.ParserFailedException;
import io.limn.parsing.Parsing;
import io.limn.parsing.Reuse;
import io.limn.parsing.ShotParser;
import java.util.List;

/** Frames of one shot through a network that another parser owns. */
final class OnnxShotParser implements ShotParser {
    private final OnnxParser parser;
    private final Reuse reuse;
    private final ReusingContext context;

    OnnxShotParser(OnnxParser parser, Reuse reuse, ReusingContext context) {
        this.parser = parser;
        this.reuse = reuse;
        this.context = context;
    }

    @Override
    public Parsing parse(Frame frame, Evidence evidence, Timings timings) throws ParserFailedException {
        return parser.whileOpen(() -> {
            try {
                return context.parse(frame, evidence, timings);
            } catch (PermitTimeoutException e) {
                throw parser.failed("had no free run for", frame.width(), frame.height(), e);
            } catch (OrtException e) {
                throw parser.failed("failed on", frame.width(), frame.height(), e);
            }
        });
    }

    @Override
    public Reuse reuse() {
        return reuse;
    }

    @Override
    public double share() {
        return context.share();
    }

    @Override
    public ModelId model() {
        return parser.model();
    }

    @Override
    public InferenceOptions options() {
        return parser.options().with(Detail.FRAME);
    }

    @Override
    public List<LabelSet> layers() {
        return parser.layers();
    }

    @Override
    public void close() {
        context.close();
    }
}
