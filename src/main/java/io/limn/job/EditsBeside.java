package io.limn.job;

import io.limn.edit.EditsJson;
import io.limn.edit.FrameEdits;
import io.limn.result.StoredFile;
import io.limn.result.SupersededException;
import io.smallrye.mutiny.Uni;
import java.util.Optional;
import java.util.function.Supplier;

/** The edits beside a frame's result: read before the frame, and looked at again when its result is written. */
final class EditsBeside {
    /** Leaves the edits with the run, where there are some. */
    Uni<Void> find(FrameContext run) {
        return run.sink()
                .kept(run.keys().edits(), EditsJson.MOST_BYTES)
                .invoke(file -> file.map(FrameEdits::of).ifPresent(run::edits))
                .replaceWithVoid();
    }

    /**
     * Fetches what an earlier run has kept for edits.
     *
     * @param madeOf what a parsing of the frame is made of
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

    /** Keeps what the network found, for the next edits. */
    Uni<Void> keep(FrameContext run) {
        byte[] evidence = run.takeEvidence();
        return evidence == null
                ? Uni.createFrom().voidItem()
                : run.sink().keep(run.keys().evidence(), evidence);
    }

    /**
     * Fails with {@link SupersededException} where the edits are others by now.
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
