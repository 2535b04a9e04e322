package io.limn.disk;

import java.io.IOException;
import java.nio.channels.Channel;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.UserPrincipal;

/**
 * A directory for this process alone, readable by its user only, and deleted when the process ends. What a killed process leaves is removed
 * by the next one: a living process holds a lock on a file in its directory.
 */
public final class OwnFolder implements AutoCloseable {
    private static final String LOCK = "lock";

    private final Path root;
    private final String name;
    private Path own;
    private FileLock lock;

    /** @param name what the directory's name begins with, and that of all processes' directories of this kind */
    public OwnFolder(Path root, String name) {
        this.root = root;
        this.name = name;
    }

    /** The directory, made on first use. */
    public synchronized Path path() throws IOException {
        if (own == null) {
            Path made =
                    Files.createTempDirectory(Files.createDirectories(root), name); // 0700 where there are such rights
            // Locked before it has its name: another process that looks at a lock in between would take this one for
            // dead.
            Path locked = made.resolve(LOCK + ".new");
            lock = FileChannel.open(locked, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)
                    .lock();
            Files.move(locked, made.resolve(LOCK), StandardCopyOption.ATOMIC_MOVE);
            own = made;
        }
        return own;
    }

    /** Removes the directories that ended processes of this user have left. */
    public void removeLeftovers() throws IOException {
        // Others may write to the root too: what isn't ours may turn into a link to anything while we look at it.
        UserPrincipal us = Files.getOwner(path(), LinkOption.NOFOLLOW_LINKS);
        try (DirectoryStream<Path> found = Files.newDirectoryStream(root, name + "*")) {
            for (Path folder : found) {
                // Not our own: opening and closing its lock would give the lock up, as POSIX has it.
                if (!folder.equals(own)
                        && Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
                        && Files.getOwner(folder, LinkOption.NOFOLLOW_LINKS).equals(us)
                        && isDead(folder)) {
                    remove(folder);
                }
            }
        }
    }

    private static boolean isDead(Path folder) {
        Path file = folder.resolve(LOCK);
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
                FileLock taken = channel.tryLock()) {
            return taken != null;
        } catch (IOException | OverlappingFileLockException livesOrIsNotOurs) {
            return false;
        }
    }

    /** Links are removed, not followed; the lock goes last, so that what couldn't be removed is found again. */
    private static void remove(Path folder) throws IOException {
        Path last = folder.resolve(LOCK);
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (!file.equals(last)) {
                    Files.delete(file);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, IOException failure) throws IOException {
                if (!directory.equals(folder)) {
                    Files.delete(directory);
                }
                return FileVisitResult.CONTINUE;
            }
        });
        Files.deleteIfExists(last);
        Files.delete(folder);
    }

    /** Removes the directory and all in it; {@link #path} makes a new one. */
    @Override
    public synchronized void close() throws IOException {
        if (own == null) {
            return;
        }
        Path gone = own;
        own = null;
        try (Channel locked = lock.acquiredBy()) {
            remove(gone); // still locked, so that no other process removes it too
        }
    }
}
