package io.limn.batch.shot;

import io.limn.shot.FrameReport;
import io.limn.shot.ShotListener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;

/** Reports the progress of a pass, and copies its state to the bucket every few frames, less often the longer the lists are. */
final class PassListener implements ShotListener {
    private static final int EVERY = 4;
    private static final int SHARE = 16;
    /** The longest time between copies: other processes take a longer silence for a dead pass. */
    private static final Duration LONGEST = Duration.ofMinutes(2);

    private final String key;
    private final int frames;
    private final ShotCopy copy;
    private final Runnable marker;
    private final ShotLease lease;
    private final ShotTurns.Turn turn;
    private final PassProgress passProgress;
    private final long begun = System.nanoTime();
    private int done;
    private int here;
    private int copied;
    private int redrawn;
    private int toRedraw;
    private long copiedAt = System.nanoTime();

    /** @param marker checks that the marker is still there */
    PassListener(
            String key,
            int frames,
            ShotCopy copy,
            Runnable marker,
            ShotLease lease,
            ShotTurns.Turn turn,
            PassProgress passProgress) {
        this.marker = marker;
        this.key = key;
        this.frames = frames;
        this.copy = copy;
        this.lease = lease;
        this.turn = turn;
        this.passProgress = passProgress;
    }

    /** Publishes where the results will be. */
    void begin() throws IOException {
        copy.stand(frames);
    }

    void end() throws IOException {
        copy.finish(frames);
    }

    @Override
    public void redrawing() {
        lease.check();
        try {
            copy.put(frames, frames);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void redrawn(int ready, int all) {
        redrawn = ready;
        toRedraw = all;
        publish();
    }

    @Override
    public void mayPause() {
        lease.check();
        try {
            if (turn.pause()) {
                lease.check();
                marker.run();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException("stopped", e));
        }
    }

    private void publish() {
        passProgress.moved(key, new ShotProgress.Standing(done, frames, here, redrawn, toRedraw, begun));
    }

    @Override
    public void done(FrameReport report, boolean again) {
        if (done < frames) { // more are drawn again with edits
            done++;
            here += again ? 0 : 1;
        }
        if (again) {
            copied = done;
        }
        publish();
        if (again) {
            return;
        }
        lease.check();
        if (Thread.currentThread().isInterrupted()) {
            throw new UncheckedIOException(new IOException("stopped"));
        }
        boolean over = turn.isOver(Math.max(1, here), frames - done);
        boolean due = over
                || done - copied >= Math.max(EVERY, done / SHARE)
                || System.nanoTime() - copiedAt > LONGEST.toNanos();
        if (due && done < frames) {
            try {
                marker.run();
                copy.put(done, frames);
                copied = done;
                copiedAt = System.nanoTime();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            if (over) {
                throw new TurnOverException();
            }
        }
    }
}
