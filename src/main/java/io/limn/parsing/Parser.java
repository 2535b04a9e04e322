package io.limn.parsing;

import io.limn.frame.Frame;
import io.limn.label.LabelSet;
import java.util.List;

/** Turns frames into parsings. Thread-safe. Blocks while it computes. */
public interface Parser {
    /**
     * Parses a frame of any size that its {@link io.limn.frame.FrameLimits} allow.
     *
     * @param evidence what the parsing keeps beside the label maps and the person map; with {@link Evidence#COVERAGE} the caller closes it
     * @param timings receives how long the parts took
     * @return maps at the frame's resolution
     * @throws ParserFailedException where the network itself failed (out of memory, a broken session, no free run in time): a retry may
     *     help
     */
    Parsing parse(Frame frame, Evidence evidence, Timings timings) throws ParserFailedException;

    /**
     * As {@link #parse(Frame, Evidence, Timings)}, stopped when the result is no longer wanted.
     *
     * @param cancellation what its {@link Cancellation#check} throws comes out of here
     */
    default Parsing parse(Frame frame, Evidence evidence, Timings timings, Cancellation cancellation)
            throws ParserFailedException {
        cancellation.check();
        return parse(frame, evidence, timings);
    }

    /** As {@link #parse(Frame, Evidence, Timings)}: the label maps and the person map alone. */
    default Parsing parse(Frame frame) throws ParserFailedException {
        return parse(frame, Evidence.MAPS, Timings.NONE);
    }

    /**
     * A parser for one shot, which runs the network only where a frame differs from the frames before.
     *
     * @return to be closed by the caller, before this one
     * @throws IllegalArgumentException where this parser can't, saying why
     */
    default ShotParser inOrder(Reuse reuse) {
        throw new IllegalArgumentException("the model " + model().name() + " parses frames only as a whole");
    }

    /**
     * The same network with another detail.
     *
     * @param detail null for the one of {@link #options}
     * @return this one, or one that is open as long as this one
     * @throws IllegalArgumentException where this parser can't, saying why
     */
    default Parser with(Detail detail) {
        if (detail == null || detail == options().detail()) {
            return this;
        }
        throw new IllegalArgumentException(
                "this parser supports only detail=" + options().detail());
    }

    ModelId model();

    /** How the network is run, as far as that was set. */
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

        /** Called before each further pass of the network over a frame; what it throws ends the parsing. */
        default void check() {}
    }
}
