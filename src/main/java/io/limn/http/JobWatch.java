package io.limn.http;

import io.limn.batch.JobSnapshot;
import io.limn.job.ProgressRegistry;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Follows a job, whichever process works on it: listens to this process's progress, and polls the bucket for that of others at growing
 * intervals. Holds no thread.
 */
final class JobWatch implements AutoCloseable {
    /** Called for each event, from any thread, one at a time; must not block. */
    interface Listener {
        /** A frame has moved on or has ended. */
        void moved(JobSnapshot job, int index);

        /** The last call. */
        void ended(JobSnapshot job);

        /** The last call if the job was deleted. */
        void gone(JobSnapshot last);
    }

    private static final Duration FIRST_WAIT = Duration.ofMillis(200);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(2);
    private static final double LONGER = 1.5;

    private final Function<String, Uni<Optional<JobSnapshot>>> find;
    private final Listener listener;
    private final String id;
    private final Runnable unlisten;
    private JobSnapshot job;
    private Duration wait = FIRST_WAIT;
    private ScheduledFuture<?> next;
    private boolean looking;
    private boolean again;
    private boolean over;

    /**
     * @param find looks a job up by its id
     * @param root the prefix of the job's keys
     * @param first the job as it was seen last
     */
    JobWatch(
            Function<String, Uni<Optional<JobSnapshot>>> find,
            ProgressRegistry registry,
            String root,
            JobSnapshot first,
            Listener listener) {
        this.find = find;
        this.listener = listener;
        this.id = first.record().id();
        this.job = first;
        this.unlisten = registry.listen(root, key -> heard(key, registry.of(key).isEmpty()));
    }

    /** Polls immediately, for what happened since the first look. */
    void start() {
        look();
    }

    /** Reports to a listener the frames that have ended since it saw the job. One whose snapshot is newer may get a frame twice. */
    synchronized void catchUp(JobSnapshot seen, Listener listener) {
        for (int i = 0; i < job.frames().size() && !over; i++) {
            boolean ended = !(job.frames().get(i).state() instanceof JobSnapshot.Open);
            if (ended && seen.frames().get(i).state() instanceof JobSnapshot.Open) {
                listener.moved(job, i);
            }
        }
    }

    private void heard(String key, boolean ended) {
        if (ended) {
            look();
            return;
        }
        synchronized (this) {
            for (int i = 0; i < job.frames().size() && !over; i++) {
                JobSnapshot.Frame frame = job.frames().get(i);
                if (frame.picture().key().equals(key) && frame.state() instanceof JobSnapshot.Open) {
                    listener.moved(job, i);
                }
            }
        }
    }

    private void look() {
        synchronized (this) {
            if (over) {
                return;
            }
            if (looking) {
                again = true;
                return;
            }
            looking = true;
            again = false;
            if (next != null) {
                next.cancel(false);
            }
        }
        find.apply(id).subscribe().with(this::seen, failure -> later());
    }

    private synchronized void seen(Optional<JobSnapshot> now) {
        if (over) {
            return;
        }
        if (now.isEmpty()) {
            close();
            listener.gone(job);
            return;
        }
        JobSnapshot before = job;
        job = now.get();
        for (int i = 0; i < job.frames().size(); i++) {
            if (!job.frames().get(i).state().equals(before.frames().get(i).state())) {
                wait = FIRST_WAIT;
                listener.moved(job, i);
            }
        }
        if (job.ended() != null) {
            close();
            listener.ended(job);
        } else {
            later();
        }
    }

    private synchronized void later() {
        looking = false;
        if (over) {
            return;
        }
        Duration pause = again ? Duration.ZERO : wait;
        wait = Duration.ofMillis(Math.min(LONGEST_WAIT.toMillis(), (long) (wait.toMillis() * LONGER)));
        next = Infrastructure.getDefaultWorkerPool().schedule(this::look, pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public synchronized void close() {
        over = true;
        unlisten.run();
        if (next != null) {
            next.cancel(false);
        }
    }
}
