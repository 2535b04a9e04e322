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
 * Edits of local files, and their place beside results in a folder.
 *
 * @param sink the folder of the results
 * @param edits a file, or a folder of files; null where edits are taken back
 */
record LocalEdits(FolderSink sink, Path edits) {
    /** Where the edits of a frame are. */
    Path file(LocalFrame frame) {
        return Files.isDirectory(edits) ? edits.resolve(frame.path().getFileName() + ".json") : edits;
    }

    /**
     * Checks the edits of a frame and puts them beside its result.
     *
     * @return whether there are some
     * @throws EditsRefusedException where they aren't valid, or don't fit the result
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

    /** @return whether there were edits */
    boolean takeBack(LocalFrame frame) throws IOException {
        Files.deleteIfExists(sink.path(keys(frame).evidence()));
        return Files.deleteIfExists(sink.path(keys(frame).edits()));
    }

    /** What a frame's result was drawn with; empty where it has none. */
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
