package io.limn.job;

import static io.limn.job.Parts.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.limn.job.Outcome.Parsed;
import io.limn.job.Outcome.Rejected;
import io.limn.parsing.Cancellation;
import io.limn.parsing.ParserFailedException;
import io.limn.problem.FrameFailedException;
import io.limn.result.Manifest;
import io.limn.result.MemorySink;
import io.limn.result.Sha256;
import io.smallrye.mutiny.subscription.Cancellable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** One frame on its path. */
class FrameSchedulerTest {
    @Test
    void aFrameIsParsedAndItsManifestListsEveryFile() {
        try (Parts parts = new Parts(null)) {
            RecordingSink sink = new RecordingSink();
            Outcome outcome = parts.submit(Parts.request("s/plate.0001.png", "4x3"), sink, Admission.REFUSE)
                    .await()
                    .atMost(SOON);
            Manifest manifest = ((Parsed) outcome).manifest();
            assertThat(sink.manifests)
                    .containsOnlyKeys("s/plate_png/parse/plate.0001.json")
                    .containsValue(manifest);
            assertThat(manifest.files())
                    .extracting(Manifest.OutputFile::key)
                    .containsExactly("s/plate_png/labels/plate.0001.png", "s/plate_png/persons/plate.0001.png");
            for (Manifest.OutputFile file : manifest.files()) {
                byte[] bytes = sink.files.get(file.key()).bytes();
                assertThat(file.size()).isEqualTo(bytes.length);
                assertThat(file.sha256()).isEqualTo(Sha256.of(bytes));
            }
            assertThat(manifest.width()).isEqualTo(4);
            assertThat(manifest.height()).isEqualTo(3);
            assertThat(manifest.labels().get("parts")).containsEntry("background", 12L);
            assertThat(manifest.model()).isEqualTo(Parts.MODEL);
            assertThat(manifest.source().sha256()).isEqualTo(Sha256.of("4x3".getBytes()));
            assertThat(manifest.timings()).containsKeys("queue", "fetch", "decode", "infer", "render", "put");
            assertThat(parts.count("parsed")).isEqualTo(1);
        }
    }

    @Test
    void stagesAreReportedOnceAndInOrder() {
        try (Parts parts = new Parts(null)) {
            List<Stage> told = Collections.synchronizedList(new ArrayList<>());
            parts.pipeline()
                    .submit(Parts.request("a.png", "4x3"), new MemorySink(), told::add, Admission.WAIT)
                    .await()
                    .atMost(SOON);
            assertThat(told).containsExactly(Stage.values());
            assertThat(parts.meters
                            .get("limn.stage")
                            .tag("stage", "infer")
                            .timer()
                            .count())
                    .isEqualTo(1);
        }
    }

    @Test
    void aListenerThatThrowsDoesNotHarmTheFrame() {
        try (Parts parts = new Parts(null)) {
            Outcome outcome = parts.pipeline()
                    .submit(
                            Parts.request("a.png", "4x3"),
                            new MemorySink(),
                            stage -> {
                                throw new IllegalStateException("not listening");
                            },
                            Admission.WAIT)
                    .await()
                    .atMost(SOON);
            assertThat(outcome).isInstanceOf(Parsed.class);
        }
    }

    @Test
    void aBadFrameIsRecordedAndTheNextIsUnharmed() {
        try (Parts parts = new Parts(null, "workers", "1", "fetch-ahead", "0")) {
            RecordingSink sink = new RecordingSink();
            Outcome bad = parts.submit(Parts.request("bad.jpg", "PK zip"), sink, Admission.WAIT)
                    .await()
                    .atMost(SOON);
            assertThat(bad).isInstanceOfSatisfying(Rejected.class, rejected -> {
                assertThat(rejected.problem().type()).isEqualTo("urn:limn:problem:not-an-image");
                assertThat(sink.manifests.get("bad_jpg/parse/bad.json").error()).isEqualTo(rejected.problem());
                assertThat(rejected.manifest().files()).isNull();
            });
            assertThat(sink.files).isEmpty();
            assertThat(parts.submit(Parts.request("good.jpg", "2x2"), sink, Admission.WAIT)
                            .await()
                            .atMost(SOON))
                    .isInstanceOf(Parsed.class);
        }
    }

    @Test
    void runningOutOfMemoryFailsTheFrameAloneAndIsNoRejection() {
        try (Parts parts = new Parts(null, "workers", "1", "fetch-ahead", "0")) {
            parts.decoding = frame -> {
                if (frame.width() == 9) {
                    throw new OutOfMemoryError("Java heap space");
                }
            };
            RecordingSink sink = new RecordingSink();
            assertThatThrownBy(() -> parts.submit(Parts.request("a.png", "9x9"), sink, Admission.WAIT)
                            .await()
                            .atMost(SOON))
                    .isInstanceOf(FrameFailedException.class)
                    .hasMessageContaining("not enough memory for 'a.png'");
            assertThat(sink.manifests).isEmpty();
            assertThat(parts.call("b.png", "2x2").join()).isInstanceOf(Parsed.class);
            assertThat(parts.count("failed")).isEqualTo(1);
        }
    }

    @Test
    void aNetworkFailureIsNotARejection() {
        try (Parts parts = new Parts(null)) {
            parts.parsing = frame -> {
                throw new ParserFailedException("the session broke", null);
            };
            RecordingSink sink = new RecordingSink();
            assertThatThrownBy(() -> parts.submit(Parts.request("a.png", "2x2"), sink, Admission.WAIT)
                            .await()
                            .atMost(SOON))
                    .isInstanceOf(FrameFailedException.class)
                    .hasMessageContaining("the session broke");
            assertThat(sink.manifests).isEmpty();
        }
    }

    @Test
    void anUnexpectedErrorNamesTheStage() {
        try (Parts parts = new Parts(null)) {
            parts.parsing = frame -> {
                throw new ArrayIndexOutOfBoundsException("17");
            };
            assertThatThrownBy(() -> parts.submit(Parts.request("a.png", "2x2"), new MemorySink(), Admission.WAIT)
                            .await()
                            .atMost(SOON))
                    .isInstanceOf(FrameFailedException.class)
                    .hasMessageContaining("'a.png' failed in stage infer");
        }
    }

    @Test
    void aFrameThatTakesTooLongFailsAndItsWorkerIsFreeWhenItIsDone() {
        try (Parts parts = new Parts(null, "workers", "1", "fetch-ahead", "0", "frame-timeout", "3s")) {
            Hold hold = new Hold();
            parts.parsing = frame -> hold.here(frame.width() == 9);
            assertThatThrownBy(() -> parts.submit(Parts.request("slow.png", "9x9"), new MemorySink(), Admission.WAIT)
                            .await()
                            .atMost(SOON))
                    .isInstanceOf(FrameFailedException.class)
                    .hasMessageContaining("limn.job.frame-timeout");
            var next = parts.send("next.png", "2x2", Admission.WAIT);
            assertThat(parts.pipeline().waiting())
                    .as("the slot is not free while the worker computes")
                    .isEqualTo(1);
            hold.release();
            assertThat(next.join()).isInstanceOf(Parsed.class);
        }
    }

    @Test
    void aDecodingThatTakesTooLongIsStoppedAndItsWorkerIsFree() {
        try (Parts parts = new Parts(null, "workers", "1", "fetch-ahead", "0", "frame-timeout", "1s")) {
            CompletableFuture<RuntimeException> stopped = new CompletableFuture<>();
            parts.checking = check -> {
                try {
                    while (true) {
                        check.run();
                        Thread.onSpinWait();
                    }
                } catch (RuntimeException e) {
                    stopped.complete(e);
                    throw e;
                }
            };
            assertThatThrownBy(() -> parts.submit(Parts.request("slow.png", "9x9"), new MemorySink(), Admission.WAIT)
                            .await()
                            .atMost(SOON))
                    .isInstanceOf(FrameFailedException.class)
                    .hasMessageContaining("limn.job.frame-timeout");
            assertThat(stopped)
                    .as("what ended the decoding, which would not have ended by itself")
                    .succeedsWithin(SOON)
                    .isInstanceOfAny(FrameFailedException.class, CancellationException.class);
        }
    }

    @Test
    void theNetworkIsCancelledAtTheTimeoutAndItsShareIsReleased() {
        try (Parts parts =
                new Parts(null, "workers", "1", "fetch-ahead", "0", "pixels-in-flight", "100", "frame-timeout", "1s")) {
            CompletableFuture<Void> told = new CompletableFuture<>();
            CompletableFuture<Void> next = new CompletableFuture<>();
            parts.inferring = cancellation -> {
                if (told.isDone()) {
                    next.complete(null);
                } else {
                    try (Cancellation.Registration stop = cancellation.whenCancelled(() -> told.complete(null))) {
                        assertThat(told)
                                .as("as a native run that is terminated")
                                .succeedsWithin(SOON);
                    }
                    cancellation.check();
                }
            };
            assertThatThrownBy(() -> parts.submit(Parts.request("1.png", "90x90"), new MemorySink(), Admission.WAIT)
                            .await()
                            .atMost(SOON))
                    .isInstanceOf(FrameFailedException.class)
                    .hasMessageContaining("limn.job.frame-timeout");
            parts.send("2.png", "90x90", Admission.WAIT);
            assertThat(next).as("the next frame has its share").succeedsWithin(SOON);
        }
    }

    @Test
    void aRenderingThatIsCancelledEndsAndItsShareIsThereForTheNext() {
        try (Parts parts = new Parts(null, "workers", "1", "fetch-ahead", "0", "pixels-in-flight", "100")) {
            Hold begun = new Hold();
            CompletableFuture<RuntimeException> stopped = new CompletableFuture<>();
            parts.drawing = check -> {
                begun.passed(true);
                try {
                    while (!stopped.isDone()) {
                        check.run();
                        Thread.onSpinWait();
                    }
                } catch (RuntimeException e) {
                    stopped.complete(e);
                    throw e;
                }
            };
            Cancellable caller = parts.submit(Parts.request("1.png", "90x90"), new MemorySink(), Admission.WAIT)
                    .subscribe()
                    .with(outcome -> {});
            begun.awaitArrival();
            caller.cancel();
            assertThat(stopped).succeedsWithin(SOON).isInstanceOf(CancellationException.class);
            assertThat(parts.submit(Parts.request("2.png", "90x90"), new MemorySink(), Admission.WAIT)
                            .await()
                            .atMost(SOON))
                    .isInstanceOf(Parsed.class);
        }
    }
}
