package io.limn.batch;

import io.limn.batch.shot.ShotMarker;
import io.limn.problem.Problem;
import io.limn.result.ManifestJson;
import io.limn.result.ResultKeys;
import io.limn.store.ObjectInfo;
import io.limn.store.ObjectStore;
import io.limn.store.StoreException;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Reads the state of jobs from the results bucket: one listing per check, which shows the record and the manifests; each record and
 * manifest is read once. A shot may have very many files: of shots already known, only the objects that show their state are read.
 */
final class JobReader {
    private static final int AT_ONCE = 8;
    private static final int REMEMBERED = 4096;
    private static final long RECORD_BYTES = 4 << 20;
    private static final long MANIFEST_BYTES = 16 << 20;

    private final JobRules rules;
    private final String results;
    private final Supplier<ObjectStore> store;
    private final EtagCache<JobRecord> records = new EtagCache<>(REMEMBERED / 8);
    private final EtagCache<FrameResult> frames = new EtagCache<>(REMEMBERED);
    private final KnownShots shots = new KnownShots();

    JobReader(JobRules rules, String results, Supplier<ObjectStore> store) {
        this.rules = rules;
        this.results = results;
        this.store = store;
    }

    /** Empty if there is no such job. */
    Uni<Optional<JobSnapshot>> read(JobKeys keys) {
        return shots.contains(keys.id())
                ? shots.objects(keys, store.get(), results).flatMap(there -> snapshot(keys, there))
                : listed(keys);
    }

    private Uni<Optional<JobSnapshot>> listed(JobKeys keys) {
        return store.get()
                .list(results, keys.root())
                .collect()
                .in(HashMap<String, ObjectInfo>::new, (all, object) -> all.put(object.key(), object))
                .flatMap(there -> snapshot(keys, there));
    }

    private Uni<Optional<JobSnapshot>> snapshot(JobKeys keys, Map<String, ObjectInfo> there) {
        ObjectInfo record = there.get(keys.record());
        return record == null
                ? Uni.createFrom().item(Optional.empty())
                : record(record)
                        .invoke(job -> shots.remember(keys, job))
                        .map(Optional::of)
                        .onFailure(StoreException::isMissing)
                        .recoverWithItem(Optional.empty())
                        .flatMap(job -> snapshot(job, there));
    }

    /**
     * The newest jobs whose records are wanted, newest first, by one listing of the prefix.
     *
     * @param most how many
     */
    Uni<List<JobSnapshot>> newest(String prefix, Predicate<JobRecord> wanted, int most) {
        return store.get()
                .list(results, prefix)
                .collect()
                .in(HashMap<JobKeys, Map<String, ObjectInfo>>::new, (jobs, object) -> JobKeys.owner(
                                prefix, object.key())
                        .ifPresent(keys -> jobs.computeIfAbsent(keys, job -> new HashMap<>())
                                .put(object.key(), object)))
                .flatMap(jobs -> Multi.createFrom()
                        .iterable(jobs.entrySet())
                        .filter(job -> job.getValue().containsKey(job.getKey().record()))
                        .onItem()
                        .transformToUni(
                                job -> record(job.getValue().get(job.getKey().record()))
                                        .map(record -> Map.entry(record, job.getValue()))
                                        .onFailure(StoreException::isMissing)
                                        .recoverWithNull())
                        .merge(AT_ONCE)
                        .filter(job -> wanted.test(job.getKey()))
                        .collect()
                        .asList())
                .flatMap(jobs -> Multi.createFrom()
                        .iterable(jobs.stream()
                                .sorted(Comparator.comparing((Map.Entry<JobRecord, Map<String, ObjectInfo>> job) ->
                                                job.getKey().created())
                                        .reversed())
                                .limit(most)
                                .toList())
                        .onItem()
                        .transformToUni(job -> snapshot(job.getKey(), job.getValue()))
                        .concatenate()
                        .collect()
                        .asList());
    }

    private Uni<JobRecord> record(ObjectInfo object) {
        return records.get(object, () -> bytes(object, RECORD_BYTES).map(JobRecord::read));
    }

    private Uni<Optional<JobSnapshot>> snapshot(Optional<JobRecord> job, Map<String, ObjectInfo> there) {
        return job.isEmpty()
                ? Uni.createFrom().item(Optional.empty())
                : snapshot(job.get(), there).map(Optional::of);
    }

    private Uni<JobSnapshot> snapshot(JobRecord job, Map<String, ObjectInfo> there) {
        return Multi.createFrom()
                .iterable(job.frames())
                .onItem()
                .transformToUni(picture -> {
                    ObjectInfo edits = there.get(ResultKeys.of(picture.key()).edits());
                    return state(job, picture, there)
                            .map(state -> new JobSnapshot.Frame(picture, state, edits == null ? null : edits.eTag()));
                })
                .concatenate()
                .collect()
                .asList()
                .map(all -> new JobSnapshot(job, all));
    }

    private Uni<JobSnapshot.State> state(JobRecord job, JobRecord.Frame picture, Map<String, ObjectInfo> there) {
        ResultKeys keys = ResultKeys.of(picture.key());
        ObjectInfo manifest = there.get(keys.manifest());
        if (manifest == null) {
            return Uni.createFrom().item(open(job, keys, there));
        }
        return frames.get(manifest, () -> result(manifest))
                .<JobSnapshot.State>map(result -> {
                    boolean other = !picture.eTag().equals(result.source().eTag());
                    if (other || !result.isDrawnWith(there.get(keys.edits()))) {
                        return open(job, keys, there);
                    }
                    return result.error() == null
                            ? new JobSnapshot.Done(result)
                            : new JobSnapshot.Failed(result.error(), result.stored());
                })
                // Withdrawn since it was listed: the frame is being processed again.
                .onFailure(StoreException::isMissing)
                .recoverWithItem(() -> open(job, keys, there));
    }

    private JobSnapshot.State open(JobRecord job, ResultKeys keys, Map<String, ObjectInfo> there) {
        ObjectInfo edits = there.get(keys.edits());
        Instant sign = lastSign(job, there);
        boolean later = edits != null && edits.lastModified().isAfter(sign);
        Instant late = (later ? edits.lastModified() : sign).plus(rules.timeout());
        if (late.isBefore(Instant.now())) {
            return new JobSnapshot.Failed(
                    Problem.of(
                            "timeout",
                            "Timed out",
                            504,
                            "The frame had no results within " + rules.timeout().toSeconds()
                                    + " s after its job started; send it again."),
                    late);
        }
        return new JobSnapshot.Open(there.keySet().stream().anyMatch(key -> key.startsWith(keys.folder() + "/")));
    }

    /**
     * The time from which the timeout counts: for a picture its job's start, for a shot, which may have many frames, the last write of any
     * of its objects.
     */
    private static Instant lastSign(JobRecord job, Map<String, ObjectInfo> there) {
        return ShotMarker.is(job.frames().get(0).key())
                ? there.values().stream()
                        .map(ObjectInfo::lastModified)
                        .filter(job.created()::isBefore)
                        .max(Comparator.naturalOrder())
                        .orElse(job.created())
                : job.created();
    }

    private Uni<FrameResult> result(ObjectInfo object) {
        return bytes(object, MANIFEST_BYTES).map(json -> ManifestJson.read(json)
                .map(manifest -> FrameResult.of(manifest, object))
                .orElseThrow(() -> new IllegalStateException("no manifest: " + object.key())));
    }

    private Uni<byte[]> bytes(ObjectInfo object, long most) {
        return store.get().get(results, object.key(), most);
    }
}
