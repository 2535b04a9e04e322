package io.limn.parsing;

import io.limn.frame.Frame;
import io.limn.label.LabelSet;
import java.util.List;

/** Turns frames into parsings. Thread-safe. Blocks while it computes. */
public interface Parser {
    /**
     * The label maps and the person map alone.
     *
     * @throws ParserFailedException where the network itself failed (out of memory, a broken session): trying again may help
     */
    Parsing parse(Frame frame) throws ParserFailedException;

    /** As {@link #parse(Frame)}, reporting how long the parts took. */
    default Parsing parse(Frame frame, Timings timings) throws ParserFailedException {
        return parse(frame);
    }

    /**
     * As {@link #parse(Frame, Timings)}, with the evidence asked for; a caller that asks for {@link Evidence#COVERAGE} closes the parsing.
     *
     * @throws UnsupportedOperationException where this parser has no coverage
     */
    default Parsing parse(Frame frame, Evidence evidence, Timings timings) throws ParserFailedException {
        if (evidence == Evidence.COVERAGE) {
            throw new UnsupportedOperationException("this parser gives label maps only");
        }
        return parse(frame, timings);
    }

    ModelId model();

    /** How the network is run, where that was set. */
    default InferenceOptions options() {
        return InferenceOptions.DEFAULT;
    }

    /** The label layers every parsing of this parser has, in their order. */
    List<LabelSet> layers();

    /** Receives the nanoseconds of a part: {@code preprocess}, {@code network}, {@code decoder}. */
    @FunctionalInterface
    interface Timings {
        Timings NONE = (part, nanos) -> {};

        void add(String part, long nanos);
    }
}
