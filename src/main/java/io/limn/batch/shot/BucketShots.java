package io.limn.batch.shot;

import io.limn.frame.FrameConfig;
import io.limn.frame.FrameLimits;
import io.limn.frame.FrameReader;
import io.limn.job.Outcome;
import io.limn.job.ProgressRegistry;
import io.limn.job.UploadSubmitter;
import io.limn.output.Renderers;
import io.limn.parsing.Parser;
import io.limn.parsing.Reuse;
import io.limn.problem.FrameFailedException;
import io.limn.request.Catalogue;
import io.limn.request.ReuseOption;
import io.limn.request.UploadOptions;
import io.limn.shot.ShotConfig;
import io.limn.store.ObjectInfo;
import io.limn.store.ObjectStore;
import io.limn.store.StoreConfig;
import io.limn.video.FfmpegConfig;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Reception;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;

/**
 * Runs shot passes over frames in buckets, one at a time; callers take turns. A pass begins with its marker and ends with the marker's
 * manifest, which is written last; until then events, queues and catch-up deliver the marker again, and the pass resumes where it stopped,
 * in this process or another.
 */
@Singleton
public class BucketShots {
    private static final Duration AGAIN = Duration.ofSeconds(5);

    /** At most an eighth of a turn is spent on fetching the state to resume from. */
    private static final int OPENINGS = 8;

    private final Passes passes;
    private final Duration again;
    private final ShotTurns turns;

    @Inject
    public BucketShots(
            StoreConfig buckets,
            ObjectStore store,
            FrameConfig frames,
            FrameReader reader,
            Parser parser,
            Renderers renderers,
            Catalogue catalogue,
            ProgressRegistry registry,
            ShotProgress progress,
            ShotConfig shots,
            FfmpegConfig ffmpeg) {
        this(
                new Passes(
                        new PassBuckets(store, buckets.uploads(), buckets.results()),
                        new PassTools(
                                reader,
                                FrameLimits.of(frames).maxBytes(),
                                parser,
                                renderers,
                                catalogue,
                                new ClipTools(
                                        ffmpeg, frames, shots.maxClipBytes().asLongValue()),
                                shots.editable(),
                                new ReuseOption(shots.reuse(), new Reuse(shots.fullEvery()))),
                        ShotIdentity.of(frames, parser, renderers),
                        new PassProgress(registry, progress),
                        ShotLease.EXPIRES),
                AGAIN,
                new ShotTurns(shots.turn(), OPENINGS));
    }

    /** @param again the delay between attempts while another process has the shot */
    BucketShots(Passes passes, Duration again, ShotTurns turns) {
        this.turns = turns;
        this.passes = passes;
        this.again = again;
    }

    /**
     * Processes the shot of a marker, unless it is done; waits while another process works on it.
     *
     * @return the outcome, once all files are durable; fails if the store or the network does, and a later call resumes
     */
    public Uni<Outcome> pass(ObjectInfo marker) {
        ShotTurns.Turn turn = turns.of(UploadOptions.caller(marker.metadata()));
        return Uni.createFrom()
                .item(() -> passes.run(marker, turn))
                .runSubscriptionOn(turn)
                .onFailure(TurnOverException.class)
                .retry()
                .indefinitely()
                .onFailure(ShotHeldException.class)
                .retry()
                .withBackOff(again, again)
                .indefinitely()
                .onFailure(RejectedExecutionException.class)
                .transform(stopping -> new FrameFailedException("Limn is stopping", stopping))
                .ifNoItem()
                .after(Duration.ofDays(2))
                .failWith(() -> new FrameFailedException(
                        "the shot " + UploadSubmitter.source(marker) + " took longer than two days", null));
    }

    /** Stops the pass in progress after its current frame; its finished frames are kept. */
    void stop(@Observes(notifyObserver = Reception.IF_EXISTS) @Priority(45) ShutdownEvent event) {
        turns.stop();
    }
}
