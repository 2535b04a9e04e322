package io.limn.http;

import io.limn.batch.JobFile;
import io.limn.batch.JobPage;
import io.limn.batch.JobSnapshot;
import io.limn.batch.JobStore;
import io.limn.batch.NewPicture;
import io.limn.batch.Sender;
import io.limn.batch.shot.ClipNames;
import io.limn.batch.shot.ShotMarker;
import io.limn.job.FrameService;
import io.limn.problem.QueueFullException;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

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
    private final IssuedKeys issued;
    private final AtomicLong arriving = new AtomicLong();

    JobAdmission(
            JobStore jobStore,
            FrameService queue,
            OpenJobs open,
            HttpConfig config,
            CurrentVertxRequest current,
            KnownCallers callers,
            IssuedKeys issued) {
        this.issued = issued;
        this.callers = callers;
        this.current = current;
        this.jobStore = jobStore;
        this.queue = queue;
        this.open = open;
        this.config = HttpConfigCheck.checked(config);
    }

    /**
     * Accepts a job.
     *
     * @return the job once it is durable; fails with {@link QueueFullException} if too much is in progress
     */
    Uni<JobSnapshot> open(List<? extends NewPicture> pictures, ParseRequest request) {
        return opened(
                pictures.stream().mapToLong(NewPicture::size).sum(),
                sender -> jobStore.put(pictures, request.outputs(), request.options(), request.reading(), sender));
    }

    private Uni<JobSnapshot> opened(long bytes, Function<Sender, Uni<JobSnapshot>> put) {
        long mostBytes = config.jobBytes().asLongValue();
        if (bytes > mostBytes) {
            throw CallProblem.jobTooLarge(bytes, mostBytes);
        }
        Sender sender = new Sender(caller().ownerOrNull(), caller().name());
        return open.hasRoom(sender).flatMap(room -> {
            if (!room || arriving.addAndGet(bytes) > mostBytes) {
                if (room) {
                    arriving.addAndGet(-bytes);
                }
                return Uni.createFrom().failure(full());
            }
            return put.apply(sender)
                    .invoke(job -> open.add(job, sender))
                    .onTermination()
                    .invoke(() -> arriving.addAndGet(-bytes));
        });
    }

    /**
     * Accepts a shot whose frames are sent with it.
     *
     * @return the job once it is durable; fails with {@link QueueFullException} if too much is in progress
     */
    Uni<JobSnapshot> openShot(List<? extends NewPicture> frames, ParseRequest request, String reuse) {
        Optional<? extends NewPicture> clip =
                frames.stream().filter(frame -> ClipNames.isClip(frame.name())).findFirst();
        if (clip.isPresent()) {
            return openClip(clip.get(), frames.size(), request, reuse);
        }
        Set<String> names = new HashSet<>();
        frames.forEach(frame -> {
            if (!names.add(frame.name())) {
                throw CallProblem.frameTwice(frame.name());
            }
        });
        return opened(
                frames.stream().mapToLong(NewPicture::size).sum(),
                sender -> jobStore.putShot(
                        frames,
                        new NewPicture.InMemory(ShotMarker.NAME, new byte[0]),
                        request.outputs(),
                        request.options(),
                        request.reading(),
                        reuse,
                        sender));
    }

    private Uni<JobSnapshot> openClip(NewPicture clip, int files, ParseRequest request, String reuse) {
        if (files > 1) {
            throw CallProblem.badShot(
                    "'" + clip.name() + "' is a clip, and a clip is a shot of its own: send it alone.");
        }
        return opened(
                clip.size(),
                sender -> jobStore.putShot(
                        List.of(), clip, request.outputs(), request.options(), request.reading(), reuse, sender));
    }

    /** Accepts a shot whose frames are in the bucket. */
    Uni<JobSnapshot> openShot(ShotMarker marker, ParseRequest request, String reuse) {
        boolean everybodys = config.shareJobs() || !callers.haveNames();
        String owner = caller().ownerOrNull();
        if (marker.keys() == null
                ? !ShotKeys.mayNamePrefix(marker.prefix(), config.jobPrefix(), everybodys)
                : !marker.keys().stream()
                        .allMatch(key ->
                                ShotKeys.mayName(key, config.jobPrefix(), everybodys, issued.isOf(key, owner)))) {
            throw CallProblem.framesOfOthers();
        }
        return opened(
                0,
                sender -> jobStore.putShot(
                        List.of(),
                        new NewPicture.InMemory(ShotMarker.NAME, marker.json()),
                        request.outputs(),
                        request.options(),
                        request.reading(),
                        reuse,
                        sender));
    }

    /** The caller of the current call. */
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
    Uni<JobPage> newest(Instant before, int most) {
        String owner = caller().ownerOrNull();
        if (owner == null && callers.haveNames()) {
            throw CallProblem.listWithoutKey();
        }
        return jobStore.newest(owner, before, most);
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
