package io.limn.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.limn.frame.EncodedFrame;
import io.limn.frame.Frame;
import io.limn.frame.FrameHeader;
import io.limn.frame.header.FrameFormat;
import io.limn.label.LabelSet;
import io.limn.output.Output;
import io.limn.output.RenderOptions;
import io.limn.parsing.Detail;
import io.limn.parsing.Evidence;
import io.limn.parsing.InferenceOptions;
import io.limn.parsing.ModelId;
import io.limn.parsing.Parser;
import io.limn.parsing.Parsing;
import io.limn.request.FrameRequest;
import io.limn.request.Source;
import io.limn.result.MemorySink;
import io.opentelemetry.api.trace.Span;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FrameNeedTest {

    @ParameterizedTest(name = "the service has {0}, the call asks for {1}")
    @CsvSource({"FRAME,,false", "FRAME,PERSONS,true", "PERSONS,,false", "PERSONS,PERSONS,false", "PERSONS,FRAME,false"})
    void onlyFramesInMoreDetailThanTheDefaultUseTheLongLane(Detail own, Detail asked, boolean detailed)
            throws Exception {
        FrameRequest request = new FrameRequest(
                new Source.Inline("a.png", new byte[1]), EnumSet.of(Output.LABELS), RenderOptions.DEFAULT.with(asked));
        FrameComputation work =
                new FrameComputation((file, options) -> new Small(), new Detailed(own), (a, b, c, d, e) -> List.of());
        try (FrameContext run = new FrameContext(
                request,
                new MemorySink(),
                new StageClock(Progress.NONE, stage -> Span.getInvalid()),
                Duration.ofMinutes(1))) {
            assertThat(work.measure(run).detailed()).isEqualTo(detailed);
        }
    }

    private record Small() implements EncodedFrame {
        @Override
        public FrameHeader header() {
            return new FrameHeader(FrameFormat.PNG, 4, 3, 1);
        }

        @Override
        public double decodeSeconds() {
            return 0;
        }

        @Override
        public Frame decode(Runnable check) {
            throw new AssertionError("measuring decodes nothing");
        }
    }

    private record Detailed(Detail own) implements Parser {
        @Override
        public Parsing parse(Frame frame, Evidence evidence, Timings timings) {
            throw new AssertionError("measuring parses nothing");
        }

        @Override
        public InferenceOptions options() {
            return InferenceOptions.DEFAULT.with(own);
        }

        @Override
        public ModelId model() {
            return Parts.MODEL;
        }

        @Override
        public List<LabelSet> layers() {
            return List.of();
        }
    }
}
