package io.limn.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.limn.terminal.FolderSearch;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShotResultsTest {
    @TempDir
    private Path folder;

    @Test
    void filesOfAShotPassAreNeverTakenForFrames() throws Exception {
        Path frame = Files.createFile(folder.resolve("plate.0001.jpg"));
        Path steady = Files.createDirectories(folder.resolve("plate_jpg/steady/overlay"));
        Files.createFile(steady.resolve("plate.0001.jpg"));
        Files.createFile(folder.resolve("plate_jpg/steady/frames.jsonl"));
        Path other = Files.createDirectories(folder.resolve("takes/steady"));
        Path taken = Files.createFile(other.resolve("plate.0002.jpg"));
        assertThat(new FolderSearch(new ResultFolders(), null).pictures(folder).files())
                .containsExactly(frame, taken);
    }
}
