package io.limn.cli;

import io.limn.cli.FrameFiles.Wanted;
import io.limn.edit.EditFit;
import io.limn.edit.Edits;
import io.limn.edit.EditsCheck;
import io.limn.edit.EditsJson;
import io.limn.edit.EditsRefusedException;
import io.limn.frame.plate.ReadOptions;
import io.limn.output.Output;
import io.limn.result.FolderSink;
import io.limn.result.Manifest;
import io.limn.result.ManifestJson;
import io.limn.result.ResultKeys;
import io.limn.terminal.LocalFrames.LocalFrame;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Edits of local frames, and where they are stored beside the results in a folder.
 *
 * @param sink the folder of the results
 * @param edits a JSON file, or a folder with one per frame; null if edits are to be removed
 */
record LocalEdits(FolderSink sink, Path edits) {
    /** The edits file of a frame; it may not exist. */
    Path file(LocalFrame frame) {
        return Files.isDirectory(edits) ? edits.resolve(frame.path().getFileName() + ".json") : edits;
    }

    /**
     * Checks the edits of a frame and stores them beside its result.
     *
     * @return whether the frame has edits
     * @throws EditsRefusedException if they are invalid, don't fit the result, or the file named is missing
     */
    boolean store(LocalFrame frame) throws IOException {
        Path file = file(frame);
        if (!Files.isRegularFile(file)) {
            if (Files.isDirectory(edits)) {
                return false;
            }
            throw new EditsRefusedException("there is no such file");
        }
        if (Files.size(file) > EditsJson.MOST_BYTES) {
            throw EditsRefusedException.tooLarge(Files.size(file));
        }
        Edits sent = EditsJson.read(Files.readAllBytes(file));
        EditsCheck.check(sent);
        manifest(frame).flatMap(EditFit::of).ifPresent(fit -> EditsCheck.check(sent, fit));
        String at = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
        Edits signed = sent.signed(sent.by() == null ? System.getProperty("user.name") : sent.by(), at);
        Path beside = sink.path(keys(frame).edits());
        if (!isThere(beside, signed)) {
            sink.keep(keys(frame).edits(), EditsJson.write(signed)).await().indefinitely();
        }
        return true;
    }

    private static boolean isThere(Path file, Edits edits) throws IOException {
        try {
            return Files.isRegularFile(file)
                    && EditsJson.digest(EditsJson.read(Files.readAllBytes(file)))
                            .equals(EditsJson.digest(edits));
        } catch (EditsRefusedException other) {
            return false;
        }
    }

    /**
     * Removes the edits stored beside a frame's result, and the network's result kept for them.
     *
     * @return whether there were edits
     */
    boolean revert(LocalFrame frame) throws IOException {
        Files.deleteIfExists(sink.path(keys(frame).evidence()));
        return Files.deleteIfExists(sink.path(keys(frame).edits()));
    }

    /** The outputs and options of a frame's existing result; empty if it has none. */
    Optional<Wanted> drawnWith(LocalFrame frame) {
        return manifest(frame).map(manifest -> {
            Set<Output> outputs = manifest.options().outputs().stream()
                    .flatMap(kind -> Output.byName(kind).stream())
                    .collect(Collectors.toSet());
            ReadOptions reading = manifest.options().reading();
            return new Wanted(outputs, manifest.options().render(), reading == null ? ReadOptions.DEFAULT : reading);
        });
    }

    private Optional<Manifest> manifest(LocalFrame frame) {
        Path file = sink.path(keys(frame).manifest());
        try {
            return Files.isRegularFile(file) ? ManifestJson.read(Files.readAllBytes(file)) : Optional.empty();
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    private static ResultKeys keys(LocalFrame frame) {
        return ResultKeys.of(frame.name());
    }
}
