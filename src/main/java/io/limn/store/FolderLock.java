package io.limn.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jboss.logging.Logger;

/**
 * Keeps a second service off the folder of the embedded store: neither would hear of what the other one's server stores until it looks through
 * the buckets, and both would do the same work. The operating system releases it when the process ends, however it ends.
 */
final class FolderLock implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(FolderLock.class);
    private static final String NAME = ".limn-lock";

    private final FileChannel channel;

    private FolderLock(FileChannel channel) {
        this.channel = channel;
    }

    /** @throws FolderTakenException if another service has it */
    static FolderLock take(Path folder) {
        try {
            Files.createDirectories(folder);
            FileChannel channel =
                    FileChannel.open(folder.resolve(NAME), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (!isFree(channel, folder)) {
                channel.close();
                throw new FolderTakenException(folder);
            }
            return new FolderLock(channel);
        } catch (IOException e) {
            throw new UncheckedIOException("limn.store.directory=" + folder + " can't be used: " + e.getMessage(), e);
        }
    }

    private static boolean isFree(FileChannel channel, Path folder) {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException inThisProcess) {
            return false;
        } catch (IOException e) {
            LOG.warnf("%s can't be locked (%s): start no second service on it", folder, e.getMessage());
            return true;
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            LOG.debug("The lock ends with the process", e);
        }
    }
}
