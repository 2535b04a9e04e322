package io.limn.job;

import io.limn.result.ForwardingSink;
import io.limn.result.ResultSink;

/** A sink that passes all on; tests override what they want to see or to break. */
class Through extends ForwardingSink {
    Through(ResultSink behind) {
        super(behind);
    }
}
