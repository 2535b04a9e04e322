package io.limn.shot;

import io.limn.frame.Frame;
import io.limn.label.LabelSet;
import io.limn.output.Output;
import io.limn.output.RenderOptions;
import io.limn.output.Rendered;
import io.limn.output.Renderers;
import io.limn.parsing.LabelLayer;
import io.limn.parsing.Parsing;
import io.limn.result.Legend;
import io.limn.result.ResultKeys;
import io.limn.result.ResultSink;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Renders and stores the outputs of a shot's frames, and once the legend of their ids. Not thread-safe. */
final class FrameWriter {
    private static final Duration WRITING = Duration.ofMinutes(2);

    private final Renderers renderers;
    private final ResultSink sink;
    private final Set<Output> outputs;
    private final RenderOptions options;
    private boolean explained;

    FrameWriter(Renderers renderers, ResultSink sink, Set<Output> outputs, RenderOptions options) {
        this.renderers = renderers;
        this.sink = sink;
        this.outputs = outputs;
        this.options = options;
    }

    /** @return the files' paths below the shot's folder */
    List<String> write(ResultKeys keys, Frame frame, Parsing parsing) throws IOException {
        List<String> files = new ArrayList<>();
        try {
            for (Rendered file : renderers.render(frame, parsing, outputs, options)) {
                String key = keys.key("steady/" + file.folder(), file.extension());
                sink.put(key, file).await().atMost(WRITING);
                files.add(key.substring(keys.folder().length() + 1));
            }
            explain(keys, parsing);
            return files;
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** The masks alone, of the outputs that are written. */
    List<Rendered> masks(Frame frame, Parsing parsing) {
        Set<Output> masks = EnumSet.of(Output.LABELS, Output.ANATOMY, Output.PERSONS, Output.MATTES);
        masks.retainAll(outputs);
        return masks.isEmpty() ? List.of() : renderers.render(frame, parsing, masks, options);
    }

    private void explain(ResultKeys keys, Parsing parsing) {
        if (!explained && outputs.stream().anyMatch(Output::explained)) {
            List<LabelSet> layers =
                    parsing.layers().stream().map(LabelLayer::labels).toList();
            Legend legend = Legend.of(options.palette(), renderers.coloured(options, layers));
            sink.explain(keys.folder() + "/steady/labels.json", legend).await().atMost(WRITING);
            explained = true;
        }
    }
}
