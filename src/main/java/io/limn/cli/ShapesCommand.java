package io.limn.cli;

import io.limn.output.shape.ShapeDocument;
import io.limn.output.shape.ShapeFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code limn shapes FILE.json --to FORMAT}: converts the JSON of shapes to another format, without a model. */
@Command(name = "shapes", description = "Turns the JSON of shapes into SVG or a script for a compositing program.")
final class ShapesCommand implements Callable<Integer> {
    /** A larger file isn't Limn's: a frame's shapes take about 50 KiB. */
    private static final long MOST_BYTES = 256L << 20;

    /** The formats' names, for help and completion. */
    static final class Names implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return ShapeFormat.words().iterator();
        }
    }

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "A file of the output 'shapes': JSON.")
    private Path file;

    @Option(
            names = "--to",
            required = true,
            paramLabel = "FORMAT",
            completionCandidates = Names.class,
            description = "${COMPLETION-CANDIDATES}.")
    private String to;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Where to write; beside FILE, with the format's name and extension, by default.")
    private Path output;

    @Override
    public Integer call() throws IOException {
        ShapeFormat format = ShapeFormat.byWord(to)
                .orElseThrow(() ->
                        wrong("'" + to + "' is not a format; use one of " + String.join(", ", ShapeFormat.words())));
        if (!Files.isRegularFile(file)) {
            throw wrong("there is no file " + file);
        }
        if (Files.size(file) > MOST_BYTES) {
            throw wrong(file + " is larger than shapes can be (256 MiB)");
        }
        ShapeDocument document;
        try {
            document = ShapeDocument.read(Files.readAllBytes(file));
        } catch (IllegalArgumentException e) {
            spec.commandLine().getErr().println("limn: " + file + ": " + e.getMessage());
            return ExitCode.REJECTED;
        }
        Path target = output == null ? beside(format) : output;
        Files.write(target, format.write(document));
        spec.commandLine().getOut().println(target);
        return ExitCode.OK;
    }

    /** {@code plate.0001.json} gives {@code plate.0001.ae.jsx}; the format's name is included because two formats end in {@code .py}. */
    private Path beside(ShapeFormat format) {
        String name = file.getFileName().toString().replaceFirst("\\.json$", "");
        String ending = format.word().equals(format.extension()) ? "" : "." + format.word();
        return file.resolveSibling(name + ending + "." + format.extension());
    }

    private ParameterException wrong(String sentence) {
        return new ParameterException(spec.commandLine(), sentence);
    }
}
