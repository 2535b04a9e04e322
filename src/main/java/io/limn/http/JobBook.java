package io.limn.http;

import io.limn.job.Admission;
import io.limn.job.FrameQueue;
import io.limn.job.QueueFullException;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.stream.IntStream;

/** Opens jobs, runs their frames and finds them again. In memory: a restart forgets them. */
@ApplicationScoped
public class JobBook {
    /** So that one job of many pictures leaves the queue open to others. */
    private static final int FRAMES_AT_ONCE = 4;

    private final FrameDoor door;
    private final FrameQueue queue;
    private final StagePace pace;
    private final HttpConfig config;
    private final JobShelf shelf;
    private Cancellable sweeping;

    JobBook(FrameDoor door, FrameQueue queue, StagePace pace, HttpConfig config) {
        this.door = door;
        this.queue = queue;
        this.pace = pace;
        this.config = config.checked();
        this.shelf = new JobShelf(
                config.jobsKept(), config.jobBytes().asLongValue(), config.jobAge(), InstantSource.system());
    }

    /**
     * Starts a job.
     *
     * @return the job once the queue has taken its first frame; fails with {@link QueueFullException} where it has not
     */
    Uni<BookedJob> open(List<Picture> pictures, Ask ask) {
        BookedJob job = new BookedJob(
                UUID.randomUUID().toString(),
                Instant.now(),
                pictures.stream().map(Picture::name).toList(),
                pace);
        long bytes =
                pictures.stream().mapToLong(picture -> picture.bytes().length).sum();
        long mostBytes = config.jobBytes().asLongValue();
        if (bytes > mostBytes) {
            throw CallProblem.jobTooLarge(bytes, mostBytes);
        }
        if (!shelf.put(job, bytes)) {
            throw new QueueFullException(shelf.unfinishedFrames(), retryAfter());
        }
        sweepLater();
        return Uni.createFrom().emitter(emitter -> {
            Opening opening = new Opening(job, emitter);
            job.listen(opening);
            job.startedAs(run(job, pictures, ask).subscribe().with(ignored -> {}, refused -> {
                shelf.remove(job.id());
                emitter.fail(refused);
            }));
            opening.submitted();
        });
    }

    /** @throws ProblemException where the job is not known, or not any more */
    BookedJob find(String id) {
        return shelf.find(id).orElseThrow(() -> CallProblem.unknownJob(id, config.jobAge()));
    }

    /** Stops what is left of the job's work and drops its results. */
    void forget(String id) {
        shelf.remove(id)
                .orElseThrow(() -> CallProblem.unknownJob(id, config.jobAge()))
                .cancel();
    }

    private Multi<Void> run(BookedJob job, List<Picture> pictures, Ask ask) {
        AtomicReferenceArray<Picture> unparsed = new AtomicReferenceArray<>(pictures.toArray(new Picture[0]));
        List<Integer> indices = IntStream.range(0, unparsed.length()).boxed().toList();
        return Multi.createFrom()
                .iterable(indices)
                .onItem()
                .transformToUni(i -> run(job, job.frames().get(i), unparsed.get(i), ask)
                        .onTermination()
                        .invoke(() -> unparsed.set(i, null)))
                .merge(FRAMES_AT_ONCE);
    }

    private Uni<Void> run(BookedJob job, BookedFrame frame, Picture picture, Ask ask) {
        boolean first = frame.number() == 1;
        return door.submit(picture, ask, frame, first ? Admission.REFUSE : Admission.WAIT)
                .ifNoItem()
                .after(config.jobTimeout())
                .failWith(() -> CallProblem.tooSlow(config.jobTimeout()))
                .invoke(parsed -> frame.end(kept(job, picture, parsed)))
                .onFailure(failure -> !(first && failure instanceof QueueFullException))
                .recoverWithItem(failure -> {
                    shelf.grow(job, -picture.bytes().length);
                    frame.end(new FrameState.Failed(Failure.of(failure).problem()));
                    return null;
                })
                .replaceWithVoid();
    }

    private FrameState kept(BookedJob job, Picture picture, Parsed parsed) {
        if (shelf.grow(job, parsed.size() - picture.bytes().length)) {
            return new FrameState.Done(parsed);
        }
        long mostBytes = config.jobBytes().asLongValue();
        return new FrameState.Failed(
                CallProblem.jobTooLarge(parsed.size(), mostBytes).problem());
    }

    private Duration retryAfter() {
        Duration estimate = queue.estimate();
        return estimate.toSeconds() < 1 ? Duration.ofSeconds(1) : estimate;
    }

    /** Results that nobody asks for any more must not lie in memory until somebody asks for others. */
    private synchronized void sweepLater() {
        if (sweeping == null) {
            sweeping = Uni.createFrom()
                    .voidItem()
                    .onItem()
                    .delayIt()
                    .by(config.jobAge().plusSeconds(1))
                    .subscribe()
                    .with(ignored -> sweep());
        }
    }

    private synchronized void sweep() {
        shelf.dropOld();
        sweeping = null;
        if (!shelf.isEmpty()) {
            sweepLater();
        }
    }

    @PreDestroy
    synchronized void close() {
        if (sweeping != null) {
            sweeping.cancel();
        }
    }
}
