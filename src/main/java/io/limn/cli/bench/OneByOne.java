package io.limn.cli.bench;

import io.limn.frame.Frame;
import io.limn.frame.FrameReader;
import io.limn.frame.header.FrameRejectedException;
import io.limn.model.OnnxParser;
import io.limn.output.Output;
import io.limn.output.Renderers;
import io.limn.parsing.ParserFailedException;
import io.limn.parsing.Parsing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Measures frames on one thread, one at a time, each followed by a run of the bare network at its size, so that both run under the same
 * load.
 */
final class OneByOne {
    /** The stages in pipeline order; the three in the middle are parts of the inference. */
    static final List<String> STAGES = List.of("fetch", "decode", "preprocess", "network", "decoder", "render");

    private final FrameReader reader;
    private final OnnxParser parser;
    private final Renderers renderers;
    private final Map<String, Series> stages = new LinkedHashMap<>();
    private final Series whole = new Series();
    private final Series bare = new Series();

    OneByOne(FrameReader reader, OnnxParser parser, Renderers renderers) {
        this.reader = reader;
        this.parser = parser;
        this.renderers = renderers;
        STAGES.forEach(stage -> stages.put(stage, new Series()));
    }

    void frame(Path file) throws IOException, FrameRejectedException, ParserFailedException {
        long start = System.nanoTime();
        byte[] bytes = Files.readAllBytes(file);
        long fetched = System.nanoTime();
        Frame frame = reader.read(bytes);
        long decoded = System.nanoTime();
        Parsing parsing =
                parser.parse(frame, Output.evidence(renderers.defaultOutputs()), (part, nanos) -> stages.get(part)
                        .add(nanos));
        long parsed = System.nanoTime();
        renderers.render(frame, parsing, renderers.defaultOutputs(), renderers.defaults());
        parsing.close();
        long end = System.nanoTime();
        stages.get("fetch").add(fetched - start);
        stages.get("decode").add(decoded - fetched);
        stages.get("render").add(end - parsed);
        whole.add(end - start);
        bare.add(parser.runNetwork(frame.width(), frame.height()));
    }

    Map<String, Series> stages() {
        return stages;
    }

    Series whole() {
        return whole;
    }

    /** Times of the bare network's runs. */
    Series bare() {
        return bare;
    }

    /** Time of everything except the network's run, divided by the time of that run. */
    double overhead() {
        long network = stages.get("network").total();
        return network == 0 ? 0 : (double) (whole.total() - network) / network;
    }
}
