package io.limn.batch;

import io.limn.store.ObjectInfo;
import io.limn.store.ObjectStore;
import io.limn.store.StoreConfig;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** Deletes the objects of expired jobs, like a bucket's lifecycle rules in a cloud. */
@Singleton
public class JobSweep {
    private static final Logger LOG = Logger.getLogger(JobSweep.class);

    /** A job that is being received has pictures but no record yet. */
    private static final Duration ARRIVING = Duration.ofMinutes(10);

    private final JobRules rules;
    private final List<String> buckets;
    private final Provider<ObjectStore> store;
    private final JobStore jobStore;
    private final JobReader reader;

    public JobSweep(JobRules rules, StoreConfig buckets, Provider<ObjectStore> store, JobStore jobStore) {
        this.rules = rules;
        this.buckets = List.of(buckets.uploads(), buckets.results());
        this.store = store;
        this.jobStore = jobStore;
        this.reader = new JobReader(rules, buckets.results(), store::get);
    }

    /** @return how many jobs were removed */
    public Uni<Long> run(Instant now) {
        return youngest().flatMap(jobs -> Multi.createFrom()
                .iterable(jobs.entrySet())
                .select()
                .where(job -> isOver(job.getValue(), now))
                .onItem()
                .transformToUniAndConcatenate(job -> Uni.createFrom()
                        .deferred(() -> sweep(job.getKey(), job.getValue(), now))
                        .onFailure()
                        .invoke(failure -> LOG.warnf(
                                "Could not delete the expired job %s, will retry: %s",
                                job.getKey().id(), failure.getMessage()))
                        // An unreadable job must not stop the deletion of others.
                        .onFailure()
                        .recoverWithItem(false))
                .filter(Boolean::booleanValue)
                .collect()
                .with(Collectors.counting()));
    }

    private boolean isOver(Instant end, Instant now) {
        return end.plus(rules.age()).isBefore(now);
    }

    /** When the last object of each job was stored. */
    private Uni<Map<JobKeys, Instant>> youngest() {
        return Multi.createFrom()
                .iterable(buckets)
                .onItem()
                .transformToMultiAndConcatenate(bucket -> store.get().list(bucket, rules.prefix()))
                .collect()
                .in(HashMap<JobKeys, Instant>::new, this::note)
                .map(jobs -> jobs);
    }

    private void note(Map<JobKeys, Instant> jobs, ObjectInfo object) {
        JobKeys.owner(rules.prefix(), object.key())
                .ifPresent(job -> jobs.merge(job, object.lastModified(), (a, b) -> a.isAfter(b) ? a : b));
    }

    /** A job without a record is an orphan; one with unfinished frames is left alone until they time out. */
    private Uni<Boolean> sweep(JobKeys keys, Instant youngest, Instant now) {
        return reader.read(keys)
                .map(found -> found.map(job -> job.ended() != null && isOver(job.ended(), now))
                        .orElseGet(() -> isOver(youngest.plus(ARRIVING), now)))
                .flatMap(over -> over
                        ? jobStore.clear(keys).replaceWith(true)
                        : Uni.createFrom().item(false));
    }
}
