package io.limn.job;

import io.limn.edit.EditsJson;
import io.limn.edit.FrameEdits;
import io.limn.result.StoredFile;
import io.limn.result.SupersededException;
import io.smallrye.mutiny.Uni;
import java.util.Optional;
import java.util.function.Supplier;

/** The edits beside a frame's result: read before the frame, and checked again when its result is written. */
final class EditsBeside {
    /** Reads the edits, if there are any, into the run. */
    Uni<Void> find(FrameContext run) {
        return run.sink()
                .kept(run.keys().edits(), EditsJson.MOST_BYTES)
                .invoke(file -> file.map(FrameEdits::of).ifPresent(run::edits))
                .replaceWithVoid();
    }

    /**
     * Fetches the network's result that an earlier run has kept for edits.
     *
     * @param madeOf identifies what a parsing of the frame depends on, see {@link io.limn.result.ResultIdentity#parsing}
     */
    Uni<Void> prepare(FrameContext run, Supplier<String> madeOf) {
        if (run.edits() == null) {
            return Uni.createFrom().voidItem();
        }
        return run.sink()
                .kept(run.keys().evidence(), FrameEdits.MOST_EVIDENCE)
                .invoke(kept -> run.edits(run.edits().with(madeOf.get(), kept)))
                .replaceWithVoid();
    }

    /** Stores the network's result for the next edits. */
    Uni<Void> keep(FrameContext run) {
        byte[] evidence = run.takeEvidence();
        return evidence == null
                ? Uni.createFrom().voidItem()
                : run.sink().keep(run.keys().evidence(), evidence);
    }

    /**
     * Fails with {@link SupersededException} if the edits have changed since they were read.
     *
     * @param seen whether the frame had a result before, so that it may have been edited meanwhile
     */
    Uni<Void> stillCurrent(FrameContext run, boolean seen) {
        if (run.edits() == null && !seen) {
            return Uni.createFrom().voidItem();
        }
        return run.sink()
                .kept(run.keys().edits(), EditsJson.MOST_BYTES)
                .invoke(now -> {
                    if (!isSame(run.edits(), now)) {
                        throw new SupersededException(null);
                    }
                })
                .replaceWithVoid();
    }

    private static boolean isSame(FrameEdits read, Optional<StoredFile> now) {
        return now.isEmpty()
                ? read == null
                : read != null && FrameEdits.of(now.get()).edited().isOf(read.edited());
    }
}
