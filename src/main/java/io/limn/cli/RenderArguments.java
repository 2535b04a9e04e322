package io.limn.cli;

import io.limn.frame.plate.ReadOption;
import io.limn.frame.plate.ReadOptions;
import io.limn.output.Output;
import io.limn.output.RenderOption;
import io.limn.output.RenderOptions;
import io.limn.problem.RefusedOptionException;
import io.limn.request.Catalogue;
import io.limn.request.OptionParser;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine.Option;

/** The outputs and options of a command line, parsed by the same {@link OptionParser} as those of HTTP requests and buckets. */
final class RenderArguments {
    private List<String> outputs = List.of();
    private final Map<RenderOption, String> words = new EnumMap<>(RenderOption.class);
    private final Map<ReadOption, String> reading = new EnumMap<>(ReadOption.class);

    /** The outputs' names, for help and completion. */
    static final class Names implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            List<String> names = new ArrayList<>(Output.kinds());
            names.add(OptionParser.JSON);
            return names.iterator();
        }
    }

    @Option(
            names = {"--output", "--outputs"},
            paramLabel = "NAME[,NAME...]",
            completionCandidates = Names.class,
            description = "The outputs to write: ${COMPLETION-CANDIDATES} (only the manifest).")
    void outputs(List<String> names) {
        outputs = names;
    }

    @Option(names = "--palette", paramLabel = "NAME", description = "The colours: model, voc, or a configured palette.")
    void palette(String name) {
        words.put(RenderOption.PALETTE, name);
    }

    @Option(names = "--opacity", paramLabel = "0..1", description = "Opacity of the colours in the overlay.")
    void opacity(String number) {
        words.put(RenderOption.OPACITY, number);
    }

    @Option(names = "--quality", paramLabel = "1..100", description = "JPEG quality of the overlay.")
    void quality(String number) {
        words.put(RenderOption.QUALITY, number);
    }

    @Option(
            names = "--parts",
            paramLabel = "NAME[,NAME...]",
            description =
                    "Which mattes, cutouts or shapes, e.g. left-arm,person-1/hair; by default what the frame has.")
    void parts(String names) {
        words.put(RenderOption.PARTS, names);
    }

    @Option(names = "--alpha", paramLabel = "KIND", description = "Of cutouts: straight (default) or premultiplied.")
    void alpha(String kind) {
        words.put(RenderOption.ALPHA, kind);
    }

    @Option(
            names = "--people",
            paramLabel = "1..16",
            description = "How many persons an EXR or Cryptomatte has room for (default: 4).")
    void people(String number) {
        words.put(RenderOption.PEOPLE, number);
    }

    @Option(
            names = "--plate",
            paramLabel = "yes|no",
            description = "Whether R, G, B, A of an EXR are the plate (default: no).")
    void plate(String choice) {
        words.put(RenderOption.PLATE, choice);
    }

    @Option(
            names = "--tolerance",
            paramLabel = "PIXELS",
            description = "Of shapes: how far a path may be from the matte's edge; 1 by default.")
    void tolerance(String pixels) {
        words.put(RenderOption.TOLERANCE, pixels);
    }

    @Option(
            names = "--formats",
            paramLabel = "NAME[,NAME...]",
            description = "Of shapes, besides their JSON: svg, ae, nuke, fxs, blender.")
    void formats(String names) {
        words.put(RenderOption.FORMATS, names);
    }

    @Option(
            names = "--detail",
            paramLabel = "WHAT",
            description =
                    "What the network sees: frame; persons, which adds a pass over each person's surroundings; or auto, which does so where most people are small. Default: limn.model.detail.")
    void detail(String what) {
        words.put(RenderOption.DETAIL, what);
    }

    @Option(
            names = "--colour",
            paramLabel = "NAME",
            description = "Colour space of the frames' values, e.g. logc3; by default limn.frame.colour.")
    void colour(String name) {
        reading.put(ReadOption.COLOUR, name);
    }

    @Option(
            names = "--exposure",
            paramLabel = "STOPS",
            description = "Stops by which the network's view of the frames is brightened, -20 to 20.")
    void exposure(String stops) {
        reading.put(ReadOption.EXPOSURE, stops);
    }

    @Option(
            names = "--layer",
            paramLabel = "NAME",
            description = "The layer of OpenEXR frames; by default the one most like a picture.")
    void layer(String name) {
        reading.put(ReadOption.LAYER, name);
    }

    /** Whether no output or option was given. */
    boolean isEmpty() {
        return (outputs == null || outputs.isEmpty()) && words.isEmpty() && reading.isEmpty();
    }

    Set<Output> outputs(Catalogue catalogue) {
        return outputs == null || outputs.isEmpty()
                ? catalogue.defaultOutputs()
                : reader(catalogue).outputs(outputs).drawn();
    }

    /**
     * The single output for standard output: the overlay unless another is named; empty for the manifest.
     *
     * @throws RefusedOptionException if more than one output is named
     */
    Set<Output> oneOutput(Catalogue catalogue) {
        if (outputs == null || outputs.isEmpty()) {
            return Set.of(Output.OVERLAY);
        }
        OptionParser.Outputs named = reader(catalogue).outputs(outputs);
        if (named.drawn().size() + (named.manifest() ? 1 : 0) != 1) {
            throw RefusedOptionException.outOfRange("--output", String.join(",", outputs), "one name with -o -");
        }
        return named.drawn();
    }

    RenderOptions options(Catalogue catalogue) {
        return reader(catalogue).options(words::get);
    }

    ReadOptions reading(Catalogue catalogue) {
        return reader(catalogue).reading(reading::get);
    }

    private static OptionParser reader(Catalogue catalogue) {
        return new OptionParser(catalogue, word -> word.equals("output") ? "--output" : "--" + word);
    }
}
