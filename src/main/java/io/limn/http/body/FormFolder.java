package io.limn.http.body;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.UserPrincipal;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Where files of forms are kept while their calls last: a directory of this process alone, readable by its user only. What a process that
 * was killed has left is removed by the next one: while a process lives, it holds the lock in its directory.
 */
@ApplicationScoped
public class FormFolder {
    static final String NAME = "limn-forms-";
    private static final String LOCK = "lock";
    private static final Logger LOG = Logger.getLogger(FormFolder.class);

    private final Path root;
    private final boolean serving;
    private Path own;
    private FileLock lock;

    FormFolder(
            BodyConfig config,
            @ConfigProperty(name = "java.io.tmpdir") Path temporary,
            @ConfigProperty(name = "limn.mode", defaultValue = "serve") String mode) {
        this.root = config.formDirectory().orElse(temporary);
        this.serving = mode.equals("serve") || mode.equals("lambda");
    }

    void start(@Observes StartupEvent event) {
        if (serving) {
            clearWhatTheDeadLeft();
        }
    }

    /** A new file, empty; for a worker thread. */
    Path create() throws IOException {
        return Files.createTempFile(own(), "part-", "");
    }

    private synchronized Path own() throws IOException {
        if (own == null) {
            Path made =
                    Files.createTempDirectory(Files.createDirectories(root), NAME); // 0700 where there are such rights
            lock = FileChannel.open(made.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE)
                    .tryLock();
            own = made;
        }
        return own;
    }

    private void clearWhatTheDeadLeft() {
        try {
            // Others may write to the directory too: what isn't ours may turn into a link to anything while we look at
            // it.
            UserPrincipal us = Files.getOwner(own(), LinkOption.NOFOLLOW_LINKS);
            clearWhatTheDeadLeft(us);
        } catch (IOException e) {
            LOG.debugf("Nothing to clear in %s: %s", root, e.getMessage());
        }
    }

    private void clearWhatTheDeadLeft(UserPrincipal us) {
        try (DirectoryStream<Path> found = Files.newDirectoryStream(root, NAME + "*")) {
            for (Path folder : found) {
                // Not our own: opening and closing its lock would give the lock up, as POSIX has it.
                if (!folder.equals(own)
                        && Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
                        && Files.getOwner(folder, LinkOption.NOFOLLOW_LINKS).equals(us)
                        && isDead(folder)) {
                    remove(folder);
                }
            }
        } catch (IOException e) {
            LOG.debugf("Nothing to clear in %s: %s", root, e.getMessage());
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

    private static void remove(Path folder) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }

    synchronized void stop(@Observes @Priority(10_000) ShutdownEvent event) {
        if (own == null) {
            return;
        }
        try {
            lock.acquiredBy().close();
            remove(own);
        } catch (IOException e) {
            LOG.debugf("%s stays until the next start: %s", own, e.getMessage());
        }
        own = null;
    }
}
