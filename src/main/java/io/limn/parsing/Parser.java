package io.limn.parsing;

import io.limn.frame.Frame;
import io.limn.label.LabelSet;
import java.util.List;
import java.util.OptionalLong;

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

    /** Pixels of the network's input where they were set in place of the model's own number: a part of a result's identity. */
    default OptionalLong inputPixels() {
        return OptionalLong.empty();
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
