package io.limn.result;

import io.limn.output.Rendered;
import io.limn.parsing.Parsing;
import io.limn.problem.FrameFailedException;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Results as files below a folder, under the same keys as in a bucket. A file exists completely or not at all: it is written
 * under another name and then moved. Nothing is written outside the folder. Failures are {@link FrameFailedException}s.
 */
public final class FolderSink implements ResultSink {
    private final Path folder;
    private final boolean overwrite;
    /** Folders already cleared of files that a killed process left. */
    private final Set<Path> cleared = ConcurrentHashMap.newKeySet();

    /** @param folder created with the first file */
    public FolderSink(Path folder) {
        this(folder, false);
    }

    private FolderSink(Path folder, boolean overwrite) {
        this.folder = folder.toAbsolutePath().normalize();
        this.overwrite = overwrite;
    }

    /** A folder where every frame is parsed again: an existing manifest is removed instead of being trusted. */
    public static FolderSink overwriting(Path folder) {
        return new FolderSink(folder, true);
    }

    @Override
    public void found(Parsing parsing) {}

    /** Also empty if a file that the manifest lists is gone: the frame is then parsed again. */
    @Override
    public Uni<Optional<Manifest>> committed(String manifestKey) {
        if (overwrite) {
            return withdraw(manifestKey).replaceWith(Optional.empty());
        }
        return blocking("read", manifestKey, () -> {
            try {
                return ManifestJson.read(Files.readAllBytes(path(manifestKey))).filter(this::complete);
            } catch (NoSuchFileException e) {
                return Optional.empty();
            }
        });
    }

    @Override
    public Uni<Void> put(String key, Rendered file) {
        return blocking("write", key, () -> write(path(key), file.bytes()));
    }

    @Override
    public Uni<Void> explain(String key, Legend legend) {
        return blocking("write", key, () -> {
            Path file = path(key);
            byte[] json = legend.json();
            boolean there = Files.isRegularFile(file) && Arrays.equals(Files.readAllBytes(file), json);
            return there ? null : write(file, json);
        });
    }

    @Override
    public Uni<Void> commit(String manifestKey, Manifest manifest) {
        return blocking("write", manifestKey, () -> write(path(manifestKey), ManifestJson.write(manifest)));
    }

    @Override
    public Uni<Void> withdraw(String manifestKey) {
        return blocking("remove", manifestKey, () -> {
            Files.deleteIfExists(path(manifestKey));
            return null;
        });
    }

    @Override
    public Uni<Optional<StoredFile>> kept(String key, int maxBytes) {
        return blocking("read", key, () -> {
            Path file = path(key);
            return Files.isRegularFile(file) && Files.size(file) <= maxBytes
                    ? Optional.of(new StoredFile(Files.readAllBytes(file), null))
                    : Optional.empty();
        });
    }

    @Override
    public Uni<Void> keep(String key, byte[] bytes) {
        return blocking("write", key, () -> write(path(key), bytes));
    }

    /** The file of this key. */
    public Path path(String key) {
        Path path;
        try {
            path = folder.resolve(key).normalize();
        } catch (InvalidPathException e) {
            throw new FrameFailedException("'" + key + "' can't be a file's name on this system", e);
        }
        if (!path.startsWith(folder) || path.equals(folder)) {
            throw new FrameFailedException("'" + key + "' leads out of the folder " + folder, null);
        }
        return path;
    }

    private boolean complete(Manifest manifest) {
        return manifest.files() == null
                || manifest.files().stream().allMatch(file -> Files.isRegularFile(path(file.key())));
    }

    private Void write(Path path, byte[] bytes) throws IOException {
        Path parent = Files.createDirectories(path.getParent());
        if (cleared.add(parent)) {
            UnfinishedFiles.remove(parent);
        }
        Path part = parent.resolve(UnfinishedFiles.name());
        try {
            Files.write(part, bytes);
            move(part, path);
        } finally {
            Files.deleteIfExists(part);
        }
        return null;
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static <T> Uni<T> blocking(String verb, String key, Callable<T> action) {
        return Uni.createFrom()
                .item(() -> {
                    try {
                        return action.call();
                    } catch (RuntimeException e) {
                        throw e;
                    } catch (Exception e) {
                        throw new FrameFailedException("Could not " + verb + " the result '" + key + "': " + e, e);
                    }
                })
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
    }
}
