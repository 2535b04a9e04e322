package io.limn.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * Watches for files copied into the uploads folder and announces each once it has been unchanged for the settle time. It can miss files
 * (watches are limited and may overflow); catch-up finds those.
 */
final class UploadsWatch implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(UploadsWatch.class);
    private static final String PIPE =
            "%s is a pipe or a device: lists of this folder wait until somebody writes to it. Move it elsewhere";
    private static final int MAX_UNSETTLED = 10_000;

    private final Path folder;
    private final Duration settle;
    private final Consumer<String> settled;
    private final WatchService service;
    private final Map<WatchKey, Path> watched = new HashMap<>();
    private final Set<Path> unsettled = new HashSet<>();
    private final Thread thread;

    /** @param settled called with each key, on the watch's thread */
    UploadsWatch(Path folder, Duration settle, Consumer<String> settled) throws IOException {
        this.folder = folder;
        this.settle = settle;
        this.settled = settled;
        this.service = folder.getFileSystem().newWatchService();
        watchTree(folder, false);
        this.thread = new Thread(this::run, "limn-uploads-watch");
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                // Waits indefinitely while nothing is unsettled: an idle folder costs nothing.
                WatchKey key = unsettled.isEmpty()
                        ? service.take()
                        : service.poll(settle.toMillis() / 2 + 1, TimeUnit.MILLISECONDS);
                if (key != null) {
                    noticed(key);
                }
                tellSettled();
            }
        } catch (InterruptedException | ClosedWatchServiceException e) {
            // Closed.
        }
    }

    private void noticed(WatchKey key) {
        Path directory = watched.get(key);
        for (WatchEvent<?> event : key.pollEvents()) {
            if (event.kind() == StandardWatchEventKinds.OVERFLOW) {
                LOG.infof("Too many file changes in %s; the next catch-up will find the rest", directory);
            } else if (directory != null) {
                Path path = directory.resolve((Path) event.context());
                if (event.kind() == StandardWatchEventKinds.ENTRY_CREATE
                        && Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
                    watchTree(path, true);
                } else if (event.kind() == StandardWatchEventKinds.ENTRY_CREATE && isOther(path)) {
                    LOG.warnf(PIPE, path);
                } else {
                    note(path);
                }
            }
        }
        if (!key.reset()) {
            watched.remove(key);
        }
    }

    private static boolean isOther(Path path) {
        try {
            return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                    .isOther();
        } catch (IOException gone) {
            return false;
        }
    }

    private void note(Path file) {
        if (unsettled.size() < MAX_UNSETTLED && !file.getFileName().toString().startsWith(".")) {
            unsettled.add(file);
        }
    }

    private void tellSettled() {
        Instant now = Instant.now();
        unsettled.removeIf(file -> {
            try {
                FileStamp stamp = FileStamp.of(file);
                // Files written by the server have been announced by it.
                if (stamp == null || !stamp.isPlain()) {
                    return true;
                }
                if (stamp.isHidden(file.getFileName().toString(), now, settle)) {
                    return !stamp.isSettling(now, settle);
                }
                settled.accept(DiskKeys.fromDisk(folder.relativize(file)
                        .toString()
                        .replace(file.getFileSystem().getSeparator(), "/")));
                return true;
            } catch (IOException | RuntimeException e) {
                LOG.warnf(e, "Could not read %s; the next catch-up will", file);
                return true;
            }
        });
    }

    private void watchTree(Path top, boolean withFiles) {
        try {
            Files.walkFileTree(top, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
                        throws IOException {
                    // Registered before its entries are read, so that none is missed.
                    watched.put(
                            directory.register(
                                    service,
                                    StandardWatchEventKinds.ENTRY_CREATE,
                                    StandardWatchEventKinds.ENTRY_MODIFY),
                            directory);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    if (attributes.isOther()) {
                        LOG.warnf(PIPE, file);
                    } else if (withFiles) {
                        note(file);
                    }
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException e) {
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException | UncheckedIOException e) {
            LOG.warnf("Can't watch %s; copied files are found only by catch-up: %s", top, e.getMessage());
        }
    }

    @Override
    public void close() {
        try {
            service.close();
            thread.join(1_000);
        } catch (IOException e) {
            LOG.debugf(e, "Error while closing the file watch");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
