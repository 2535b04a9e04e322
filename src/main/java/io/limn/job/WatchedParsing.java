package io.limn.job;

import io.limn.parsing.Parser;

/** Reports each part's time to the clock, and ends the parsing when the frame is cancelled or past its deadline. */
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
