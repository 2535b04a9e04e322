package io.limn.batch;

import io.limn.edit.EditStore;
import io.limn.frame.plate.ReadOptions;
import io.limn.job.Arrivals;
import io.limn.job.ProgressRegistry;
import io.limn.output.Output;
import io.limn.output.RenderOptions;
import io.limn.request.ReuseOption;
import io.limn.request.UploadOptions;
import io.limn.result.ManifestJson;
import io.limn.store.ObjectInfo;
import io.limn.store.ObjectStore;
import io.limn.store.ObjectVersion;
import io.limn.store.StoreConfig;
import io.limn.store.StoreException;
import io.smallrye.mutiny.CompositeException;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.stream.IntStream;

/**
 * Jobs of several pictures. All their state is in the buckets: pictures are ordinary uploads, results are ordinary results, and a
 * record in the results bucket ties them together. So any process can answer for any job, and the loss of a process loses no job.
 */
@Singleton
public class JobStore {
    private static final int AT_ONCE = 8;

    private final JobRules rules;
    private final String uploads;
    private final String results;
    private final Provider<ObjectStore> store;
    private final Provider<Arrivals> arrivals;
    private final ProgressRegistry registry;
    private final JobReader reader;

    /** @param store created, like {@code arrivals}, with the first job */
    public JobStore(
            JobRules rules,
            StoreConfig buckets,
            Provider<ObjectStore> store,
            Provider<Arrivals> arrivals,
            ProgressRegistry registry) {
        this.rules = rules;
        this.uploads = buckets.uploads();
        this.results = buckets.results();
        this.store = store;
        this.arrivals = arrivals;
        this.registry = registry;
        this.reader = new JobReader(rules, results, store::get);
    }

    /**
     * Accepts a job: stores its pictures, which starts processing, and then its record.
     *
     * @return the job, once all of it is durable; on failure, what was stored is deleted again
     */
    public Uni<JobSnapshot> put(List<? extends NewPicture> pictures, Set<Output> outputs, RenderOptions options) {
        return put(pictures, outputs, options, ReadOptions.DEFAULT, Sender.NOBODY);
    }

    /**
     * As {@link #put(List, Set, RenderOptions)}.
     *
     * @param reading how the pictures are read
     * @param sender whose job it is
     */
    public Uni<JobSnapshot> put(
            List<? extends NewPicture> pictures,
            Set<Output> outputs,
            RenderOptions options,
            ReadOptions reading,
            Sender sender) {
        return store(outputs, options, reading, sender, (keys, metadata) -> Multi.createFrom()
                .iterable(IntStream.range(0, pictures.size()).boxed().toList())
                .onItem()
                .transformToUni(i -> upload(keys, i + 1, pictures.get(i), metadata))
                // All of them end before a failed job is deleted.
                .collectFailures()
                .merge(AT_ONCE)
                .collect()
                .asList()
                .onFailure(CompositeException.class)
                .transform(several -> ((CompositeException) several).getCauses().get(0))
                .map(frames -> frames.stream()
                        .sorted(Comparator.comparingInt(JobRecord.Frame::number))
                        .toList()));
    }

    /**
     * Accepts a shot as a job of one picture, its marker: stores the frames, which are not parsed one by one, and then the marker,
     * which starts the pass.
     *
     * @param frames stored beside the marker; none if the marker names frames elsewhere, or is a clip
     * @param marker empty if the frames are beside it; or a clip
     * @param reading how the frames are read
     * @param reuse a word that {@link ReuseOption} reads; null if none was given
     * @param sender whose job it is
     * @return the job, once all of it is durable; on failure, what was stored is deleted again
     */
    public Uni<JobSnapshot> putShot(
            List<? extends NewPicture> frames,
            NewPicture marker,
            Set<Output> outputs,
            RenderOptions options,
            ReadOptions reading,
            String reuse,
            Sender sender) {
        return store(outputs, options, reading, sender, (keys, metadata) -> Multi.createFrom()
                .iterable(frames)
                .onItem()
                .transformToUni(frame -> Uni.createFrom()
                        .deferred(() -> frame.upload(
                                store.get(), uploads, keys.picture(1, frame.name()), UploadOptions.ofShot(keys.id())))
                        .runSubscriptionOn(Infrastructure.getDefaultWorkerPool()))
                .merge(AT_ONCE)
                .collect()
                .asList()
                .chain(() -> upload(keys, 1, marker, with(metadata, UploadOptions.ofReuse(reuse))))
                .map(List::of));
    }

    private static Map<String, String> with(Map<String, String> metadata, Map<String, String> more) {
        Map<String, String> all = new TreeMap<>(metadata);
        all.putAll(more);
        return all;
    }

    /**
     * Stores what {@code upload} uploads, then the job's record; on failure, what was stored is deleted again.
     *
     * @param upload given the job's keys and the metadata of its uploads
     */
    private Uni<JobSnapshot> store(
            Set<Output> outputs,
            RenderOptions options,
            ReadOptions reading,
            Sender sender,
            BiFunction<JobKeys, Map<String, String>, Uni<List<JobRecord.Frame>>> upload) {
        return Uni.createFrom().deferred(() -> {
            JobKeys keys = JobKeys.fresh(rules.prefix());
            Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
            Map<String, String> metadata = UploadOptions.written(keys.id(), sender.turn(), outputs, options, reading);
            return upload.apply(keys, metadata)
                    .map(frames -> new JobRecord(
                            keys.id(), now, Output.kinds(outputs), options, reading, frames, sender.owner()))
                    .call(record -> store.get().create(results, keys.record(), record.json(), ManifestJson.MEDIA_TYPE))
                    .onFailure()
                    .call(failure -> clear(keys).onFailure().recoverWithNull())
                    .map(JobStore::begun);
        });
    }

    private Uni<JobRecord.Frame> upload(JobKeys keys, int number, NewPicture picture, Map<String, String> metadata) {
        String key = keys.picture(number, picture.name());
        return Uni.createFrom()
                .deferred(() -> picture.upload(store.get(), uploads, key, metadata))
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool()) // checksums of large bodies take long
                .invoke(eTag -> arrivals.get()
                        .arrived(new ObjectInfo(
                                new ObjectVersion(uploads, key, eTag, null, picture.size()), Instant.now(), metadata)))
                .map(eTag -> new JobRecord.Frame(number, picture.name(), key, eTag, picture.size()));
    }

    private static JobSnapshot begun(JobRecord record) {
        return new JobSnapshot(
                record,
                record.frames().stream()
                        .map(frame -> new JobSnapshot.Frame(frame, new JobSnapshot.Open(false)))
                        .toList());
    }

    /** The job's current state; empty if no job has this id, or it no longer exists. */
    public Uni<Optional<JobSnapshot>> find(String id) {
        return JobKeys.of(rules.prefix(), id)
                .map(keys -> reader.read(keys).map(found -> found.filter(job -> !isExpired(job))))
                .orElseGet(() -> Uni.createFrom().item(Optional.empty()));
    }

    /** The edits of frames. */
    public EditStore edits() {
        return new EditStore(store.get(), results);
    }

    /** Has a frame's outputs drawn again because its edits have changed. */
    public void draw(JobSnapshot.Frame frame) {
        arrivals.get().changed(frame.picture().key());
    }

    /** The prefix of all keys of a job's pictures, in both buckets. */
    public String root(JobRecord record) {
        return new JobKeys(rules.prefix(), record.id()).root();
    }

    /** An object that a job's manifests list. */
    public Uni<JobFile> open(String key) {
        return store.get().open(results, key).map(body -> new JobFile(body.size(), body.mediaType(), body.parts()));
    }

    /**
     * A part of an object that a job's manifests list.
     *
     * @param first byte, from 0
     * @param last byte, inclusive
     */
    public Uni<JobFile> open(String key, long first, long last) {
        return store.get()
                .open(results, key, first, last)
                .map(body -> new JobFile(body.size(), body.mediaType(), body.parts()));
    }

    /**
     * The newest jobs of one owner, newest first.
     *
     * @param owner null for jobs without an owner
     * @param before only jobs created before this time
     * @param most how many
     */
    public Uni<JobPage> newest(String owner, Instant before, int most) {
        return reader.newest(
                        rules.prefix(),
                        job -> Objects.equals(job.owner(), owner)
                                && job.created().isBefore(before),
                        most)
                .map(jobs -> new JobPage(
                        jobs.stream().filter(job -> !isExpired(job)).toList(),
                        JobPage.of(jobs, most).next()));
    }

    /**
     * Cancels a job: deleting its record removes it for every process; deleting its uploads stops pictures that have not been
     * started.
     *
     * @return whether the job existed, emitted after everything has been deleted
     */
    public Uni<Boolean> remove(String id) {
        Optional<JobKeys> keys = JobKeys.of(rules.prefix(), id);
        if (keys.isEmpty()) {
            return Uni.createFrom().item(false);
        }
        return store.get()
                .head(results, keys.get().record())
                .flatMap(there -> clear(keys.get()))
                .replaceWith(true)
                .onFailure(StoreException::isMissing)
                .recoverWithItem(false);
    }

    /** Deletes the record first: anything left over after that belongs to no job, and the sweep deletes it. */
    Uni<Void> clear(JobKeys keys) {
        return store.get()
                .delete(results, keys.record())
                .invoke(() -> registry.notifyListeners(keys.root()))
                .chain(() -> clear(uploads, keys.root()))
                .chain(() -> clear(results, keys.root()));
    }

    private Uni<Void> clear(String bucket, String root) {
        return store.get()
                .list(bucket, root)
                .onItem()
                .transformToUni(object -> store.get().delete(bucket, object.key()))
                .merge(AT_ONCE)
                .collect()
                .last()
                .replaceWithVoid();
    }

    private boolean isExpired(JobSnapshot job) {
        Instant ended = job.ended();
        return ended != null && ended.plus(rules.age()).isBefore(Instant.now());
    }
}
