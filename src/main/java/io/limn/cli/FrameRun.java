package io.limn.cli;

import io.limn.terminal.LocalFrames.LocalFrame;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;

/** Works through a list of files, a few at once, until the last one has ended or the process is asked to stop. */
final class FrameRun {
    private final Interruption interruption;

    FrameRun(Interruption interruption) {
        this.interruption = interruption;
    }

    /**
     * @param each receives the files one at a time
     * @return whether all files were done; false where the run was stopped before
     */
    boolean of(
            List<LocalFrame> frames,
            Function<LocalFrame, Uni<ParsedFile>> parse,
            Consumer<ParsedFile> each,
            Runnable stopped) {
        CompletableFuture<Boolean> ended = new CompletableFuture<>();
        Cancellable run = Multi.createFrom()
                .iterable(frames)
                .onItem()
                .transformToUni(parse::apply)
                .merge(FrameFiles.AHEAD)
                .subscribe()
                .with(each, ended::completeExceptionally, () -> ended.complete(true));
        interruption.during(() -> {
            run.cancel();
            stopped.run();
            ended.complete(false);
        });
        try {
            return ended.join();
        } finally {
            interruption.over();
        }
    }
}
