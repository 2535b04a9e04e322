package io.limn.disk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a process keeps on disk for itself goes with it, whichever way it ends. */
class OwnFolderTest {
    @TempDir
    Path root;

    @Test
    void itIsPrivateAndGoesWithAllInIt() throws IOException {
        OwnFolder folder = new OwnFolder(root, "x-");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.path())))
                .isEqualTo("rwx------");
        Files.write(Files.createDirectories(folder.path().resolve("a/b")).resolve("c"), new byte[9]);
        folder.close();
        assertThat(root).isEmptyDirectory();
    }

    @Test
    void filesOfAKilledProcessAreRemovedWithoutFollowingLinks() throws IOException {
        Path precious = Files.createFile(
                Files.createDirectory(root.resolve("elsewhere")).resolve("precious"));
        Path dead =
                Files.createDirectories(root.resolve("x-1/deep/er")).getParent().getParent();
        Files.createFile(dead.resolve("lock"));
        Files.createSymbolicLink(dead.resolve("deep/link"), precious.getParent());
        Path living = new OwnFolder(root, "x-").path();
        Path of = Files.createDirectory(root.resolve("y-1"));
        Files.createFile(of.resolve("lock"));
        new OwnFolder(root, "x-").removeLeftovers();
        assertThat(dead).doesNotExist();
        assertThat(precious).exists();
        assertThat(living).exists();
        assertThat(of).exists();
    }

    @Test
    void temporaryFilesOfEndedAndKilledProcessesAreRemoved() throws Exception {
        assertThat(run("end")).isEmpty();
        assertThat(run("halt")).hasSize(1);
        assertThat(run("end")).isEmpty();
    }

    /** What is there after such a process. */
    private List<Path> run(String how) throws Exception {
        Process process = start(Ending.class, how);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        try (Stream<Path> left = Files.list(root)) {
            return left.filter(path -> path.getFileName().toString().startsWith(Temporary.NAME))
                    .toList();
        }
    }

    @Test
    void aFolderIsKeptWhileOtherProcessesRemoveLeftovers() throws Exception {
        Process other = start(Sweeping.class, root.toString());
        try {
            assertThat(other.getInputStream().read()).isEqualTo('.');
            for (int i = 0; i < 500; i++) {
                try (OwnFolder folder = new OwnFolder(root, "x-")) {
                    assertThat(Files.createFile(folder.path().resolve("a"))).exists();
                }
            }
        } finally {
            other.destroyForcibly();
        }
    }

    private Process start(Class<?> program, String argument) throws IOException {
        return new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-XX:TieredStopAtLevel=1",
                        "-Djava.io.tmpdir=" + root,
                        "-cp",
                        "target/classes" + File.pathSeparator + "target/test-classes",
                        program.getName(),
                        argument)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /** Removes leftovers again and again. */
    static final class Sweeping {
        public static void main(String... root) throws IOException {
            System.out.print('.');
            System.out.flush();
            while (true) {
                try (OwnFolder folder = new OwnFolder(Path.of(root[0]), "x-")) {
                    folder.removeLeftovers();
                } catch (IOException goneMeanwhile) {
                    // a folder that was closed while it was looked at
                }
            }
        }
    }

    /** Makes temporary files and ends. */
    static final class Ending {
        public static void main(String... how) throws IOException {
            Files.write(Temporary.folder("shot").resolve("a"), new byte[9]);
            Temporary.file("piece", ".onnx");
            if (how[0].equals("halt")) {
                Runtime.getRuntime().halt(1);
            }
        }
    }
}
