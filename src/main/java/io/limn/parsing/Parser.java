package io.limn.parsing;

import io.limn.frame.Frame;
import io.limn.label.LabelSet;
import java.util.List;

/** Turns frames into parsings; safe for use by several threads at once. Blocks for the time of the computation. */
public interface Parser {
    /**
     * @throws ParserFailedException where the network itself failed (out of memory, a broken session): trying again may help
     */
    Parsing parse(Frame frame) throws ParserFailedException;

    /** As {@link #parse(Frame)}, telling how long the parts took. */
    default Parsing parse(Frame frame, Timings timings) throws ParserFailedException {
        return parse(frame);
    }

    ModelId model();

    /** How hard it looks at a frame. */
    default Effort effort() {
        return Effort.DEFAULT;
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
