package io.limn.http.body;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Forms' files are private, and gone with their process even where it was killed; those of a process that lives are left alone. */
class FormFolderTest {
    @TempDir
    Path directory;

    @Test
    void filesArePrivateAndGoWithTheProcess() throws IOException {
        FormFolder folder = folder();
        Path file = folder.create();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())))
                .isEqualTo("rwx------");
        folder.stop(new ShutdownEvent());
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void filesOfAKilledProcessAreRemovedAtTheNextStart() throws IOException {
        Path left = Files.createDirectory(directory.resolve(FormFolder.NAME + "1"));
        Files.createFile(left.resolve("lock")); // nobody holds it any more
        Files.write(left.resolve("part-1"), new byte[100]);
        folder().start(new StartupEvent());
        assertThat(left).doesNotExist();
    }

    @Test
    void filesOfARunningProcessAreLeftAlone() throws IOException {
        Path file = folder().create();
        folder().start(new StartupEvent());
        assertThat(file).exists();
    }

    @Test
    void linksAndForeignFoldersAreLeftAlone() throws IOException {
        Path elsewhere = Files.createDirectory(directory.resolve("elsewhere"));
        Files.createFile(elsewhere.resolve("lock"));
        Path precious = Files.createFile(elsewhere.resolve("precious"));
        Files.createSymbolicLink(directory.resolve(FormFolder.NAME + "2"), elsewhere);
        Path unlocked = Files.createDirectory(directory.resolve(FormFolder.NAME + "3"));
        folder().start(new StartupEvent());
        assertThat(precious).exists();
        assertThat(unlocked).exists();
    }

    private FormFolder folder() {
        return new FormFolder(
                new BodyConfig() {
                    @Override
                    public Duration bodyWait() {
                        return Duration.ofSeconds(10);
                    }

                    @Override
                    public int bodyRate() {
                        return 4096;
                    }

                    @Override
                    public Duration bodyTimeout() {
                        return Duration.ofMinutes(10);
                    }

                    @Override
                    public Optional<Path> formDirectory() {
                        return Optional.of(directory);
                    }
                },
                directory,
                "serve");
    }
}
