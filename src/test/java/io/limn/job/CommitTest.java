package io.limn.job;

import static io.limn.job.Parts.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.limn.job.Outcome.AlreadyDone;
import io.limn.job.Outcome.Parsed;
import io.limn.job.Outcome.Rejected;
import io.limn.output.Output;
import io.limn.output.RenderOptions;
import io.limn.output.Rendered;
import io.limn.parsing.InferenceOptions;
import io.limn.parsing.Mirror;
import io.limn.problem.FrameFailedException;
import io.limn.request.FrameRequest;
import io.limn.request.Source;
import io.limn.result.FolderSink;
import io.limn.result.Manifest;
import io.limn.result.ResultSink;
import io.smallrye.mutiny.Uni;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is stored in which order, and when it is not stored again. */
class CommitTest {
    @TempDir
    Path temp;

    private final List<String> calls = Collections.synchronizedList(new ArrayList<>());

    private ResultSink watched(ResultSink sink) {
        return new Through(sink) {
            @Override
            public Uni<Void> put(String key, Rendered file) {
                return super.put(key, file).invoke(() -> calls.add("put"));
            }

            @Override
            public Uni<Void> commit(String manifestKey, Manifest manifest) {
                calls.add("commit begins");
                return super.commit(manifestKey, manifest);
            }

            @Override
            public Uni<Void> withdraw(String manifestKey) {
                return super.withdraw(manifestKey).invoke(() -> calls.add("withdrawn"));
            }
        };
    }

    private Outcome parse(Parts parts, FrameRequest request) {
        return parts.submit(request, watched(new FolderSink(temp)), Admission.WAIT)
                .await()
                .atMost(SOON);
    }

    @Test
    void theManifestComesAfterEveryFile() {
        try (Parts parts = new Parts(null)) {
            assertThat(parse(parts, Parts.request("a.png", "4x3"))).isInstanceOf(Parsed.class);
            assertThat(calls).containsExactly("put", "put", "commit begins");
        }
    }

    @Test
    void aFileThatCouldNotBeStoredLeavesNoManifest() {
        try (Parts parts = new Parts(null)) {
            AtomicInteger puts = new AtomicInteger();
            ResultSink broken = new Through(new FolderSink(temp)) {
                @Override
                public Uni<Void> put(String key, Rendered file) {
                    return puts.incrementAndGet() == 2
                            ? Uni.createFrom().failure(new FrameFailedException("disk full", null))
                            : super.put(key, file);
                }
            };
            assertThatThrownBy(() -> parts.submit(Parts.request("a.png", "4x3"), broken, Admission.WAIT)
                            .await()
                            .atMost(SOON))
                    .isInstanceOf(FrameFailedException.class)
                    .hasMessage("disk full");
            assertThat(temp.resolve("a_png/parse/a.json")).doesNotExist();
            assertThat(parse(parts, Parts.request("a.png", "4x3"))).isInstanceOf(Parsed.class);
            assertThat(temp.resolve("a_png/parse/a.json")).exists();
        }
    }

    @Test
    void theSameFrameIsNotDoneTwice() {
        try (Parts parts = new Parts(null)) {
            AtomicInteger parsed = new AtomicInteger();
            parts.parsing = frame -> parsed.incrementAndGet();
            Manifest first = ((Parsed) parse(parts, Parts.request("a.png", "4x3"))).manifest();
            assertThat(parse(parts, Parts.request("a.png", "4x3"))).isEqualTo(new AlreadyDone(first));
            assertThat(parsed).hasValue(1);
            assertThat(calls).containsExactly("put", "put", "commit begins");
        }
    }

    @Test
    void anOlderManifestIsWithdrawnBeforeItsFilesAreWrittenOver() {
        try (Parts parts = new Parts(null)) {
            parse(parts, Parts.request("a.png", "4x3"));
            calls.clear();
            assertThat(parse(parts, Parts.request("a.png", "5x5"))).isInstanceOf(Parsed.class);
            assertThat(calls).containsExactly("withdrawn", "put", "put", "commit begins");
        }
    }

    @Test
    void otherOutputsOptionsOrModelsAreAnotherResult() {
        try (Parts parts = new Parts(null)) {
            Source source = Parts.request("a.png", "4x3").source();
            parse(parts, Parts.request(source));
            assertThat(parse(parts, new FrameRequest(source, EnumSet.of(Output.LABELS), RenderOptions.DEFAULT)))
                    .isInstanceOf(Parsed.class);
            assertThat(parse(
                            parts,
                            new FrameRequest(source, EnumSet.of(Output.LABELS), new RenderOptions("voc", 0.6, 90))))
                    .isInstanceOf(Parsed.class);
        }
    }

    @Test
    void otherInferenceOptionsOrColoursUnderTheSameNameAreAnotherResult() {
        try (Parts parts = new Parts(null)) {
            parse(parts, Parts.request("a.png", "4x3"));
            parts.effort = new InferenceOptions(OptionalLong.of(400_000), Optional.of(Mirror.HALF));
            assertThat(parse(parts, Parts.request("a.png", "4x3"))).isInstanceOf(Parsed.class);
            parts.colours = "as edited since";
            assertThat(parse(parts, Parts.request("a.png", "4x3")))
                    .isInstanceOfSatisfying(Parsed.class, parsed -> assertThat(
                                    parsed.manifest().options())
                            .extracting(Manifest.Options::pixels, Manifest.Options::mirror, Manifest.Options::colours)
                            .containsExactly(400_000L, "half", "as edited since"));
            assertThat(parse(parts, Parts.request("a.png", "4x3"))).isInstanceOf(AlreadyDone.class);
        }
    }

    @Test
    void aFrameIsNotRenderedWhenOnlyItsManifestIsWanted() {
        try (Parts parts = new Parts(null)) {
            FrameRequest request =
                    new FrameRequest(Parts.request("a.png", "4x3").source(), Set.of(), RenderOptions.DEFAULT);
            assertThat(parse(parts, request)).isInstanceOf(Parsed.class);
            assertThat(calls).containsExactly("commit begins");
        }
    }

    @Test
    void aDamagedManifestCountsAsMissing() throws Exception {
        try (Parts parts = new Parts(null)) {
            parse(parts, Parts.request("a.png", "4x3"));
            Files.writeString(temp.resolve("a_png/parse/a.json"), "{\"source\":");
            assertThat(parse(parts, Parts.request("a.png", "4x3"))).isInstanceOf(Parsed.class);
        }
    }

    @Test
    void aRejectedFileIsTriedAgainAsLimitsMayHaveBeenRaised() {
        try (Parts parts = new Parts(null)) {
            assertThat(parse(parts, Parts.request("a.png", "zip"))).isInstanceOf(Rejected.class);
            assertThat(parse(parts, Parts.request("a.png", "zip"))).isInstanceOf(Rejected.class);
        }
    }

    @Test
    void theFolderHoldsTheSameBytesAsTheAnswerInMemory() throws Exception {
        try (Parts parts = new Parts(null)) {
            RecordingSink memory = new RecordingSink();
            parts.submit(Parts.request("s/a.0007.png", "4x3"), memory, Admission.REFUSE)
                    .await()
                    .atMost(SOON);
            parse(parts, Parts.request("s/a.0007.png", "4x3"));
            assertThat(memory.files).hasSize(2);
            for (var file : memory.files.entrySet()) {
                assertThat(Files.readAllBytes(temp.resolve(file.getKey())))
                        .isEqualTo(file.getValue().bytes());
            }
        }
    }
}
