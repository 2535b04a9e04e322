package io.limn.http;

import io.limn.batch.JobSnapshot;
import io.limn.batch.JobStore;
import io.limn.job.ProgressRegistry;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * The unfinished jobs that this process has accepted, to limit how many more it accepts. It learns of their ends from its own
 * work, from callers' requests, and, when there is no more room, by checking all of them.
 */
@ApplicationScoped
public class OpenJobs {
    private static final int AT_ONCE = 8;
    /** The bucket is not asked more often than this, however many calls are rejected. */
    private static final Duration FRESH = Duration.ofSeconds(1);

    private final JobStore jobStore;
    private final int most;
    private final Map<String, Set<String>> framesByJob = new ConcurrentHashMap<>();
    private final Uni<Void> allLookedAt;
    private final Runnable unlisten;

    OpenJobs(JobStore jobStore, ProgressRegistry registry, HttpConfig config) {
        this.jobStore = jobStore;
        this.most = config.maxOpenJobs();
        this.allLookedAt = Uni.createFrom().deferred(this::lookAtAll).memoize().atLeast(FRESH);
        this.unlisten = registry.listen(config.jobPrefix(), key -> {
            if (registry.of(key).isEmpty()) {
                ended(key);
            }
        });
    }

    /** Whether one more job is accepted. */
    Uni<Boolean> hasRoom() {
        if (framesByJob.size() < most) {
            return Uni.createFrom().item(true);
        }
        return allLookedAt.map(looked -> framesByJob.size() < most);
    }

    private Uni<Void> lookAtAll() {
        return Multi.createFrom()
                .iterable(Set.copyOf(framesByJob.keySet()))
                .onItem()
                .transformToUni(id -> jobStore.find(id).invoke(found -> look(id, found)))
                .merge(AT_ONCE)
                .collect()
                .last()
                .replaceWithVoid();
    }

    void add(JobSnapshot job) {
        framesByJob.put(job.record().id(), openFrames(job));
    }

    /** The current state of a job, possibly another process's. */
    void seen(JobSnapshot job) {
        if (framesByJob.containsKey(job.record().id())) {
            look(job.record().id(), Optional.of(job));
        }
    }

    void remove(String id) {
        framesByJob.remove(id);
    }

    int frames() {
        return framesByJob.values().stream().mapToInt(Set::size).sum();
    }

    private void look(String id, Optional<JobSnapshot> found) {
        framesByJob.computeIfPresent(id, (same, before) -> {
            Set<String> open = found.map(OpenJobs::openFrames).orElse(Set.of());
            return open.isEmpty() ? null : open;
        });
    }

    private static Set<String> openFrames(JobSnapshot job) {
        return job.frames().stream()
                .filter(frame -> frame.state() instanceof JobSnapshot.Open)
                .map(frame -> frame.picture().key())
                .collect(Collectors.toSet());
    }

    /** An attempt at a frame has ended here, successful or not. */
    private void ended(String key) {
        framesByJob.forEach((id, frames) -> {
            if (frames.contains(key)) {
                framesByJob.computeIfPresent(id, (same, before) -> {
                    Set<String> left =
                            before.stream().filter(frame -> !frame.equals(key)).collect(Collectors.toSet());
                    return left.isEmpty() ? null : left;
                });
            }
        });
    }

    @PreDestroy
    void close() {
        unlisten.run();
    }
}
