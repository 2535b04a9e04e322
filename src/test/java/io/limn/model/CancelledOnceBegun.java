package io.limn.model;

import io.limn.parsing.Cancellation;
import java.util.concurrent.CancellationException;

/** Nobody waits any more as soon as something begins that can't ask. */
final class CancelledOnceBegun implements Cancellation {
    private boolean cancelled;

    @Override
    public void check() {
        if (cancelled) {
            throw new CancellationException("nobody waits");
        }
    }

    @Override
    public Registration whenCancelled(Runnable action) {
        cancelled = true;
        action.run();
        return () -> {};
    }
}
