package io.limn.http;

import io.smallrye.mutiny.subscription.UniEmitter;

/** Waits for the first sign that the queue has taken a job: its first frame moves. */
record Opening(BookedJob job, UniEmitter<? super BookedJob> emitter) implements BookedJob.Listener {
    @Override
    public void changed(BookedFrame frame) {
        if (frame.number() == 1) {
            taken();
        }
    }

    @Override
    public void ended() {
        taken();
    }

    private void taken() {
        job.unlisten(this);
        emitter.complete(job);
    }
}
