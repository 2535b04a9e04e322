package io.limn.http;

import io.limn.batch.JobSnapshot;
import io.limn.batch.JobStore;
import io.limn.batch.Sender;
import io.limn.batch.shot.ShotMarker;
import io.limn.job.ProgressRegistry;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The unfinished jobs that this process has accepted, to limit how many more it accepts. It notices that they end from its own work, from
 * callers' requests, and, when there is no more room, by looking all of them up.
 */
@ApplicationScoped
public class OpenJobs {
    private static final int AT_ONCE = 8;
    private static final int SHARE_OF_OTHERS = 4;
    /** The bucket is not asked more often than this, however many calls are rejected. */
    private static final Duration FRESH = Duration.ofSeconds(1);

    private final Function<String, Uni<Optional<JobSnapshot>>> find;
    private final int most;
    private final Map<String, OpenJob> jobs = new ConcurrentHashMap<>();
    private final Uni<Void> allLookedAt;
    private final Runnable unlisten;

    /** @param frames keys of the unfinished frames */
    private record OpenJob(String sender, Set<String> frames) {
        /** Null if none is left. */
        OpenJob with(Set<String> left) {
            return left.isEmpty() ? null : new OpenJob(sender, left);
        }
    }

    @Inject
    OpenJobs(JobStore jobStore, ProgressRegistry registry, HttpConfig config) {
        this(jobStore::find, registry, config.jobPrefix(), config.maxOpenJobs());
    }

    /**
     * @param find reads a job's state; empty if there is no such job
     * @param prefix of the keys of frames of jobs
     */
    OpenJobs(Function<String, Uni<Optional<JobSnapshot>>> find, ProgressRegistry registry, String prefix, int most) {
        this.find = find;
        this.most = most;
        this.allLookedAt = Uni.createFrom().deferred(this::lookAtAll).memoize().atLeast(FRESH);
        this.unlisten = registry.listen(prefix, key -> {
            // A shot progresses frame by frame under one key; whether it has ended is looked up when there is no more
            // room.
            if (!ShotMarker.is(key) && registry.of(key).isEmpty()) {
                ended(key);
            }
        });
    }

    /** Whether one more job of this sender is accepted: a quarter of the places is reserved for other senders. */
    Uni<Boolean> hasRoom(Sender sender) {
        return isRoom(sender) ? Uni.createFrom().item(true) : allLookedAt.map(looked -> isRoom(sender));
    }

    private boolean isRoom(Sender sender) {
        long own = jobs.values().stream()
                .filter(job -> job.sender().equals(sender.name()))
                .count();
        return jobs.size() < most && own < most - most / SHARE_OF_OTHERS;
    }

    private Uni<Void> lookAtAll() {
        return Multi.createFrom()
                .iterable(Set.copyOf(jobs.keySet()))
                .onItem()
                .transformToUni(id -> find.apply(id).invoke(found -> look(id, found)))
                .merge(AT_ONCE)
                .collect()
                .last()
                .replaceWithVoid();
    }

    void add(JobSnapshot job, Sender sender) {
        jobs.put(job.record().id(), new OpenJob(sender.name(), openFrames(job)));
    }

    /** The current state of a job, possibly another process's. */
    void seen(JobSnapshot job) {
        if (jobs.containsKey(job.record().id())) {
            look(job.record().id(), Optional.of(job));
        }
    }

    void remove(String id) {
        jobs.remove(id);
    }

    int frames() {
        return jobs.values().stream().mapToInt(job -> job.frames().size()).sum();
    }

    private void look(String id, Optional<JobSnapshot> found) {
        jobs.computeIfPresent(
                id,
                (same, before) -> before.with(found.map(OpenJobs::openFrames).orElse(Set.of())));
    }

    private static Set<String> openFrames(JobSnapshot job) {
        return job.frames().stream()
                .filter(frame -> frame.state() instanceof JobSnapshot.Open)
                .map(frame -> frame.picture().key())
                .collect(Collectors.toSet());
    }

    /** An attempt at a frame has ended here, successful or not. */
    private void ended(String key) {
        jobs.forEach((id, job) -> {
            if (job.frames().contains(key)) {
                jobs.computeIfPresent(
                        id,
                        (same, before) -> before.with(before.frames().stream()
                                .filter(frame -> !frame.equals(key))
                                .collect(Collectors.toSet())));
            }
        });
    }

    @PreDestroy
    void close() {
        unlisten.run();
    }
}
