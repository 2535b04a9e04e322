package io.limn.http;

import io.limn.batch.JobSnapshot;
import io.limn.batch.JobStore;
import io.limn.job.ProgressRegistry;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** One {@link JobWatch} for each followed job, shared by all its listeners, so that the bucket is polled no more often for many of them. */
@ApplicationScoped
class JobWatches {
    private final Function<String, Uni<Optional<JobSnapshot>>> find;
    private final Function<JobSnapshot, String> root;
    private final ProgressRegistry registry;
    private final Map<String, Shared> byJob = new ConcurrentHashMap<>();

    @Inject
    JobWatches(JobStore jobStore, ProgressRegistry registry) {
        this(jobStore::find, job -> jobStore.root(job.record()), registry);
    }

    JobWatches(
            Function<String, Uni<Optional<JobSnapshot>>> find,
            Function<JobSnapshot, String> root,
            ProgressRegistry registry) {
        this.find = find;
        this.root = root;
        this.registry = registry;
    }

    /**
     * Follows a job from the snapshot that the listener has seen.
     *
     * @return ends it when run
     */
    Runnable follow(JobSnapshot first, JobWatch.Listener listener) {
        String id = first.record().id();
        boolean[] begun = new boolean[1];
        Shared shared = byJob.compute(id, (same, there) -> {
            begun[0] = there == null;
            Shared watched = there == null ? new Shared(first) : there;
            watched.listeners.add(listener);
            return watched;
        });
        if (begun[0]) {
            shared.watch.start();
        } else {
            shared.watch.catchUp(first, listener);
        }
        return () -> leave(id, shared, listener);
    }

    /** How many jobs are being watched. */
    int watched() {
        return byJob.size();
    }

    private void leave(String id, Shared shared, JobWatch.Listener listener) {
        byJob.computeIfPresent(id, (same, there) -> {
            if (there != shared) {
                return there;
            }
            shared.listeners.remove(listener);
            return shared.listeners.isEmpty() ? null : shared;
        });
        if (shared.listeners.isEmpty()) {
            shared.watch.close();
        }
    }

    /** A watch and its listeners. */
    private final class Shared implements JobWatch.Listener {
        private final List<JobWatch.Listener> listeners = new CopyOnWriteArrayList<>();
        private final JobWatch watch;
        private final String id;

        Shared(JobSnapshot first) {
            id = first.record().id();
            watch = new JobWatch(find, registry, root.apply(first), first, this);
        }

        @Override
        public void moved(JobSnapshot job, int index) {
            listeners.forEach(listener -> listener.moved(job, index));
        }

        /** A listener that comes later gets a new watch, and so sees the end too. */
        @Override
        public void ended(JobSnapshot job) {
            byJob.remove(id, this);
            listeners.forEach(listener -> listener.ended(job));
        }

        @Override
        public void gone(JobSnapshot last) {
            byJob.remove(id, this);
            listeners.forEach(listener -> listener.gone(last));
        }
    }
}
