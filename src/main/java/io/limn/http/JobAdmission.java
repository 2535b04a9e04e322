package io.limn.http;

import io.limn.batch.JobFile;
import io.limn.batch.JobSnapshot;
import io.limn.batch.JobStore;
import io.limn.batch.NewPicture;
import io.limn.job.FrameService;
import io.limn.problem.QueueFullException;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** Accepts jobs within this process's limits, and finds the jobs of all processes. */
@ApplicationScoped
public class JobAdmission {
    private static final Duration SHORTEST_WAIT = Duration.ofSeconds(1);

    private final JobStore jobStore;
    private final FrameService queue;
    private final HttpConfig config;
    private final OpenJobs open;
    private final CurrentVertxRequest current;
    private final KnownCallers callers;
    private final AtomicLong arriving = new AtomicLong();

    JobAdmission(
            JobStore jobStore,
            FrameService queue,
            OpenJobs open,
            HttpConfig config,
            CurrentVertxRequest current,
            KnownCallers callers) {
        this.callers = callers;
        this.current = current;
        this.jobStore = jobStore;
        this.queue = queue;
        this.open = open;
        this.config = HttpConfigCheck.checked(config);
    }

    /**
     * Takes a job.
     *
     * @return the job once it is durable; fails with {@link QueueFullException} if too much is in progress
     */
    Uni<JobSnapshot> open(List<? extends NewPicture> pictures, ParseRequest request) {
        long bytes = pictures.stream().mapToLong(NewPicture::size).sum();
        long mostBytes = config.jobBytes().asLongValue();
        if (bytes > mostBytes) {
            throw CallProblem.jobTooLarge(bytes, mostBytes);
        }
        String owner = caller().ownerOrNull();
        return open.hasRoom().flatMap(room -> {
            if (!room || arriving.addAndGet(bytes) > mostBytes) {
                if (room) {
                    arriving.addAndGet(-bytes);
                }
                return Uni.createFrom().failure(full());
            }
            return jobStore.put(pictures, request.outputs(), request.options(), owner)
                    .invoke(open::add)
                    .onTermination()
                    .invoke(() -> arriving.addAndGet(-bytes));
        });
    }

    /** Whom the call is from that is being answered. */
    private Caller caller() {
        return Caller.of(current.getCurrent());
    }

    /** Fails with {@link ProblemException} if the job is unknown, expired, or another caller's. */
    Uni<JobSnapshot> find(String id) {
        Caller caller = caller();
        return jobStore.find(id)
                .map(found -> found.filter(
                        job -> config.shareJobs() || caller.mayUse(job.record().owner())))
                .map(found -> found.orElseThrow(() -> CallProblem.unknownJob(id, config.jobAge())))
                .invoke(open::seen);
    }

    /** Stops the rest of the job's work and deletes its results. */
    Uni<Void> forget(String id) {
        return find(id).chain(job -> jobStore.remove(id))
                .invoke(there -> {
                    open.remove(id);
                    if (!there) {
                        throw CallProblem.unknownJob(id, config.jobAge());
                    }
                })
                .replaceWithVoid();
    }

    /** The newest jobs of the caller; without authentication, all jobs. */
    Uni<List<JobSnapshot>> newest(int most) {
        String owner = caller().ownerOrNull();
        if (owner == null && callers.haveNames()) {
            throw CallProblem.listWithoutKey();
        }
        return jobStore.newest(owner, most);
    }

    Uni<JobFile> file(String key, ByteRange range) {
        return jobStore.open(key, range.first(), range.last());
    }

    Uni<JobFile> file(String key) {
        return jobStore.open(key);
    }

    private QueueFullException full() {
        Duration estimate = queue.estimate();
        return new QueueFullException(open.frames(), estimate.compareTo(SHORTEST_WAIT) < 0 ? SHORTEST_WAIT : estimate);
    }
}
