package io.limn.job;

import io.limn.parsing.Parser;

/** Tells the clock of each part, and ends the parsing once the frame's time is over. */
record WatchedParsing(FrameContext run) implements Parser.Timings {
    @Override
    public void add(String part, long nanos) {
        run.clock().part(part, nanos);
    }

    @Override
    public void check() {
        run.check();
    }
}
