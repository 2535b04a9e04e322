package io.limn.http;

import io.smallrye.mutiny.subscription.UniEmitter;

/**
 * Waits for the first sign that the queue has taken a job: its first frame is past the queue, or still in it when the submission
 * has returned without a refusal.
 */
record Opening(BookedJob job, UniEmitter<? super BookedJob> emitter) implements BookedJob.Listener {
    @Override
    public void changed(BookedFrame frame) {
        if (frame.number() == 1 && (frame.inWork() || frame.state().ended())) {
            taken();
        }
    }

    @Override
    public void ended() {
        taken();
    }

    void submitted() {
        if (job.frame(1).state() instanceof FrameState.Running) {
            taken();
        }
    }

    private void taken() {
        job.unlisten(this);
        emitter.complete(job);
    }
}
