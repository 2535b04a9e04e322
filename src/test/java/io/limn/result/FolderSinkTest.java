package io.limn.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.limn.output.Output;
import io.limn.output.Rendered;
import io.limn.problem.FrameFailedException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FolderSinkTest {
    private static final Duration SOON = Duration.ofSeconds(10);

    @TempDir
    Path temp;

    private static Rendered file(String text) {
        return Rendered.of(Output.LABELS, text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aFileAppearsCompleteAndLeavesNoTemporaryFile() throws IOException {
        FolderSink sink = new FolderSink(temp.resolve("out"));
        sink.put("s/plate_jpg/labels/plate.0001.png", file("one")).await().atMost(SOON);
        sink.put("s/plate_jpg/labels/plate.0001.png", file("two")).await().atMost(SOON);
        try (Stream<Path> all = Files.walk(temp)) {
            assertThat(all.filter(Files::isRegularFile)).singleElement().satisfies(path -> assertThat(path)
                    .hasContent("two")
                    .endsWithRaw(Path.of("labels/plate.0001.png")));
        }
    }

    @Test
    void aManifestCanBeReadUntilItIsWithdrawn() {
        FolderSink sink = new FolderSink(temp);
        assertThat(sink.committed("a/parse/a.json").await().atMost(SOON)).isEmpty();
        Manifest manifest = ManifestJsonTest.manifest();
        sink.put(manifest.files().get(0).key(), file("x")).await().atMost(SOON);
        sink.commit("a/parse/a.json", manifest).await().atMost(SOON);
        assertThat(sink.committed("a/parse/a.json").await().atMost(SOON)).contains(manifest);
        sink.withdraw("a/parse/a.json").await().atMost(SOON);
        sink.withdraw("a/parse/a.json").await().atMost(SOON);
        assertThat(sink.committed("a/parse/a.json").await().atMost(SOON)).isEmpty();
    }

    @Test
    void aManifestWhoseFilesWereDeletedCountsAsMissing() throws IOException {
        FolderSink sink = new FolderSink(temp);
        Manifest manifest = ManifestJsonTest.manifest();
        sink.put(manifest.files().get(0).key(), file("x")).await().atMost(SOON);
        sink.commit("a/parse/a.json", manifest).await().atMost(SOON);
        Files.delete(sink.path(manifest.files().get(0).key()));
        assertThat(sink.committed("a/parse/a.json").await().atMost(SOON)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"../x.png", "a/../../x.png", "/etc/x.png", "a/\0/x.png", "", "."})
    void noKeyLeadsOutOfTheFolder(String key) throws IOException {
        Path out = temp.resolve("out");
        FolderSink sink = new FolderSink(out);
        assertThatThrownBy(() -> sink.put(key, file("x")).await().atMost(SOON))
                .isInstanceOf(FrameFailedException.class);
        try (Stream<Path> all = Files.list(temp)) {
            assertThat(all).isEmpty();
        }
    }

    @Test
    void everyNameEndsBelowTheFolder() {
        FolderSink sink = new FolderSink(temp);
        for (String name : List.of("..", "../../x", "/abs/x.jpg", "a/../../../x.jpg", "", "./.", "//", "a/..")) {
            assertThat(sink.path(ResultKeys.of(name).manifest()).startsWith(temp))
                    .as(name)
                    .isTrue();
        }
    }

    @Test
    void aFolderThatCannotBeWrittenIsAFailureWithItsKey() throws IOException {
        Path blocked = Files.writeString(temp.resolve("file"), "no folder");
        assertThatThrownBy(() -> new FolderSink(blocked)
                        .put("a/b.png", file("x"))
                        .await()
                        .atMost(SOON))
                .isInstanceOf(FrameFailedException.class)
                .hasMessageContaining("a/b.png");
    }

    @Test
    void unfinishedFilesOfAKilledProcessAreRemovedAndFilesBeingWrittenStay() throws IOException {
        Path folder = Files.createDirectories(temp.resolve("a"));
        Path left = Files.writeString(folder.resolve(".limn-1.part"), "half");
        Files.setLastModifiedTime(left, FileTime.from(Instant.now().minus(Duration.ofHours(2))));
        Path young = Files.writeString(folder.resolve(".limn-2.part"), "half");
        Path theirs = Files.writeString(folder.resolve("video.part"), "not ours");
        Files.setLastModifiedTime(theirs, FileTime.from(Instant.now().minus(Duration.ofHours(2))));
        new FolderSink(temp).put("a/b.png", file("x")).await().atMost(SOON);
        assertThat(left).doesNotExist();
        assertThat(young).exists();
        assertThat(theirs).exists();
    }
}
