package io.limn.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.limn.store.NamedPipe;
import io.limn.terminal.FolderSearch;
import io.limn.terminal.LocalFrames.LocalFrame;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which files of a watched folder are parsed when; the time is the test's. */
class FolderWatchTest {
    private static final Instant T0 = Instant.parse("2026-01-01T00:00:00Z");

    @TempDir
    Path folder;

    private FolderWatch watch(Path out) {
        return new FolderWatch(new FolderSearch(new ResultFolders(), out), folder, Duration.ofSeconds(2));
    }

    private static Instant at(double seconds) {
        return T0.plusMillis((long) (seconds * 1000));
    }

    private static List<String> names(List<LocalFrame> frames) {
        return frames.stream().map(LocalFrame::name).toList();
    }

    @Test
    void aFileIsReadyOnceItHasNotChangedForAWhile() throws IOException {
        FolderWatch watch = watch(null);
        Path file = Files.writeString(folder.resolve("a.jpg"), "ha");
        assertThat(watch.ready(at(0))).isEmpty();
        Files.writeString(file, "half a copy");
        assertThat(watch.ready(at(2.5))).isEmpty();
        Files.writeString(file, "the whole of it");
        assertThat(watch.ready(at(4.4))).isEmpty();
        assertThat(watch.ready(at(6))).isEmpty();
        assertThat(names(watch.ready(at(6.4)))).containsExactly("a.jpg");
        assertThat(watch.ready(at(9))).isEmpty();
    }

    @Test
    void unfinishedPicturesAndPipesAreLeftAlone() throws Exception {
        FolderWatch watch = watch(folder.resolve("out"));
        for (String name : List.of("a.jpg.part", ".a.jpg.Xy12", "notes.txt", "out/b.jpg")) {
            Path file = folder.resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, "x");
        }
        Files.createFile(folder.resolve("empty.jpg"));
        NamedPipe.at(folder.resolve("pipe.jpg"));
        watch.ready(at(0));
        assertThat(watch.ready(at(60))).isEmpty();
        Files.move(folder.resolve("a.jpg.part"), folder.resolve("a.jpg"));
        watch.ready(at(61));
        assertThat(names(watch.ready(at(63)))).containsExactly("a.jpg");
    }

    @Test
    void aFileThatChangesIsParsedAgainAndOneThatFailedIsTriedAgain() throws IOException {
        FolderWatch watch = watch(null);
        Path file = Files.writeString(folder.resolve("a.jpg"), "one");
        watch.ready(at(0));
        LocalFrame frame = watch.ready(at(2)).get(0);
        Files.writeString(file, "another");
        assertThat(watch.ready(at(3))).isEmpty();
        watch.ended(frame, false, at(4));
        assertThat(watch.ready(at(5))).hasSize(1);
        watch.ended(frame, true, at(6));
        assertThat(watch.ready(at(10))).isEmpty();
        assertThat(watch.ready(at(11))).hasSize(1);
        watch.ended(frame, true, at(12));
        assertThat(watch.ready(at(17))).isEmpty();
        assertThat(watch.ready(at(22))).hasSize(1);
        watch.ended(frame, false, at(23));
        assertThat(watch.ready(at(1000))).isEmpty();
    }

    @Test
    void aFolderThatDisappearsForAWhileIsReportedAndNothingIsForgotten() throws IOException {
        Path drive = Files.createDirectory(folder.resolve("drive"));
        Files.writeString(drive.resolve("a.jpg"), "x");
        FolderWatch watch = new FolderWatch(new FolderSearch(other -> false, null), drive, Duration.ofSeconds(2));
        watch.ready(at(0));
        watch.ended(watch.ready(at(2)).get(0), false, at(3));
        Path away = Files.move(drive, folder.resolve("away"));
        assertThat(watch.ready(at(4))).isEmpty();
        assertThat(watch.unreadable()).singleElement().asString().contains("can't read the folder");
        Files.move(away, drive);
        assertThat(watch.ready(at(5))).isEmpty();
        assertThat(watch.ready(at(10))).isEmpty();
        assertThat(watch.unreadable()).isEmpty();
    }
}
