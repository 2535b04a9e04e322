package io.limn.http;

import io.limn.job.FrameQueue;
import io.limn.job.QueueFullException;
import io.limn.job.shelf.JobFile;
import io.limn.job.shelf.JobShelf;
import io.limn.job.shelf.JobSnapshot;
import io.limn.job.shelf.NewPicture;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** Lets jobs in, within what one process may take on, and finds the jobs that any process has taken. */
@ApplicationScoped
public class JobBook {
    private static final Duration SHORTEST_WAIT = Duration.ofSeconds(1);

    private final JobShelf shelf;
    private final FrameQueue queue;
    private final HttpConfig config;
    private final OpenJobs open;
    private final AtomicLong arriving = new AtomicLong();

    JobBook(JobShelf shelf, FrameQueue queue, OpenJobs open, HttpConfig config) {
        this.shelf = shelf;
        this.queue = queue;
        this.open = open;
        this.config = config.checked();
    }

    /**
     * Takes a job.
     *
     * @return the job once it is durable; fails with {@link QueueFullException} where too much is under way already
     */
    Uni<JobSnapshot> open(List<? extends NewPicture> pictures, Ask ask) {
        long bytes = pictures.stream().mapToLong(NewPicture::size).sum();
        long mostBytes = config.jobBytes().asLongValue();
        if (bytes > mostBytes) {
            throw CallProblem.jobTooLarge(bytes, mostBytes);
        }
        return open.hasRoom().flatMap(room -> {
            if (!room || arriving.addAndGet(bytes) > mostBytes) {
                if (room) {
                    arriving.addAndGet(-bytes);
                }
                return Uni.createFrom().failure(full());
            }
            return shelf.put(pictures, ask.outputs(), ask.options())
                    .invoke(open::add)
                    .onTermination()
                    .invoke(() -> arriving.addAndGet(-bytes));
        });
    }

    /** Fails with {@link ProblemException} where the job is not known, or not any more. */
    Uni<JobSnapshot> find(String id) {
        return shelf.find(id)
                .map(found -> found.orElseThrow(() -> CallProblem.unknownJob(id, config.jobAge())))
                .invoke(open::seen);
    }

    /** Stops what is left of the job's work and removes its results. */
    Uni<Void> forget(String id) {
        return shelf.remove(id)
                .invoke(there -> {
                    open.remove(id);
                    if (!there) {
                        throw CallProblem.unknownJob(id, config.jobAge());
                    }
                })
                .replaceWithVoid();
    }

    Uni<JobFile> file(String key) {
        return shelf.open(key);
    }

    private QueueFullException full() {
        Duration estimate = queue.estimate();
        return new QueueFullException(open.frames(), estimate.compareTo(SHORTEST_WAIT) < 0 ? SHORTEST_WAIT : estimate);
    }
}
