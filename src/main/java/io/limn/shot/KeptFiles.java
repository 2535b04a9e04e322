package io.limn.shot;

import io.limn.output.Rendered;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Keeps frames in the folder {@code steady/parsed} of a shot, one file each, and masks below {@code steady/base}. */
public record KeptFiles(Path folder) implements KeptFrames {
    /** @param shot the folder of {@code shot.json} */
    public static KeptFiles of(Path shot) {
        return new KeptFiles(shot.resolve("steady/parsed"));
    }

    @Override
    public void put(ShotFrame frame, byte[] kept) throws IOException {
        Files.write(Files.createDirectories(folder).resolve(name(frame)), kept);
    }

    @Override
    public void putBase(ShotFrame frame, Rendered mask) throws IOException {
        Path base = Files.createDirectories(folder.resolveSibling("base").resolve(mask.folder()));
        Files.write(base.resolve(frame.keys().base() + "." + mask.extension()), mask.bytes());
    }

    @Override
    public Optional<byte[]> get(ShotFrame frame) throws IOException {
        Path file = folder.resolve(name(frame));
        return Files.isRegularFile(file) ? Optional.of(Files.readAllBytes(file)) : Optional.empty();
    }

    private static String name(ShotFrame frame) {
        return frame.keys().base() + ".bin";
    }
}
