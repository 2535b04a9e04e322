package io.limn.m2fp.importer;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.limn.frame.FrameReader;
import io.limn.m2fp.torch.CheckpointException;
import io.limn.m2fp.torch.TorchCheckpoint;
import io.limn.model.InvalidModelException;
import io.limn.terminal.JsonText;
import io.limn.terminal.LocalFrames;
import io.limn.terminal.LocalFrames.LocalFrame;
import io.limn.terminal.Terminal;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code limn import-m2fp}: converts a published M2FP checkpoint to a model package, without Python. */
@Command(
        name = "import-m2fp",
        description = {
            "Makes a model package from an M2FP checkpoint, without Python.",
            "The published weights are CC BY-NC 4.0: not for commercial use. docs/m2fp.md says more."
        })
public final class ImportM2fpCommand implements Callable<Integer> {
    private static final int FAILED = 1;
    private static final int REJECTED = 3;

    private static final int FEWEST = 2;

    private final ObjectMapper json;
    private final FrameReader frames;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "CHECKPOINT", description = "pytorch_model.pt of the multi-human or single-human model.")
    private Path checkpoint;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "configuration.json of the same model; without it 21 classes are CIHP's, 20 LIP's.")
    private Path config;

    @Option(
            names = {"-o", "--out"},
            required = true,
            paramLabel = "DIR",
            description = "The package's folder, e.g. models/m2fp; its name is the model's.")
    private Path out;

    @Option(names = "--force", description = "Replace an existing package.")
    private boolean force;

    @Option(
            names = "--int8",
            paramLabel = "PHOTOS",
            description = {
                "A folder of photographs like those to come: three fifths of the network compute in 8 bits, fitted to",
                "every second photograph, if that changes the masks of the others little enough. Up to 16 are used."
            })
    private Path int8;

    @Option(
            names = "--int8-change",
            paramLabel = "PERCENT",
            defaultValue = "1",
            description = "How much of the masks' pixels --int8 may change, in the mean (default: ${DEFAULT-VALUE}).")
    private double int8Change;

    @Option(names = "--json", description = "Print the result as a JSON object.")
    private boolean asJson;

    public ImportM2fpCommand(ObjectMapper json, FrameReader frames) {
        this.json = json;
        this.frames = frames;
    }

    @Override
    public Integer call() {
        Path folder = out.toAbsolutePath().normalize();
        check(folder);
        Int8Trial trial = int8 == null ? null : new Int8Trial(frames, photographs(), int8Change / 100);
        try {
            say(imported(folder, trial));
            return 0;
        } catch (CheckpointException e) {
            return failed(e.getMessage(), REJECTED);
        } catch (InvalidModelException e) {
            return failed(e.getMessage(), FAILED);
        } catch (IOException e) {
            return failed("can't read " + checkpoint + " or write " + out + ": " + e.getMessage(), FAILED);
        }
    }

    private ImportedModel imported(Path folder, Int8Trial trial) throws IOException {
        try (TorchCheckpoint opened = TorchCheckpoint.open(checkpoint);
                ByteProgress progress = new ByteProgress(spec.commandLine().getErr(), Terminal.isStandardError())) {
            M2fpModel model = M2fpModel.of(opened, config == null ? null : M2fpConfiguration.read(config));
            return M2fpPackage.write(opened, model, checkpoint.getFileName().toString(), folder, trial, progress);
        }
    }

    private void check(Path folder) {
        if (!Files.isRegularFile(checkpoint)) {
            throw new ParameterException(spec.commandLine(), "there is no file '" + checkpoint + "'");
        }
        if (config != null && !Files.isRegularFile(config)) {
            throw new ParameterException(spec.commandLine(), "--config: there is no file '" + config + "'");
        }
        if (!(int8Change >= 0 && int8Change <= 100)) {
            throw new ParameterException(
                    spec.commandLine(), "--int8-change: " + int8Change + " is not a percentage: use 0 to 100");
        }
        if (folder.getFileName() == null || folder.getFileName().toString().startsWith(".")) {
            throw new ParameterException(
                    spec.commandLine(), "--out: '" + out + "' is not a folder name that a model can have");
        }
        if (!force && Files.exists(folder.resolve("model.json"))) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--out: there is a model package in '" + out + "' already; --force replaces it");
        }
    }

    private List<Path> photographs() {
        try {
            List<Path> found =
                    LocalFrames.of(List.of(int8)).stream().map(LocalFrame::path).toList();
            if (found.size() < FEWEST) {
                throw new ParameterException(
                        spec.commandLine(),
                        "--int8: '" + int8 + "' holds " + found.size() + " pictures, and at least 2 are needed");
            }
            return found;
        } catch (IOException e) {
            throw new ParameterException(spec.commandLine(), "--int8: " + e.getMessage());
        }
    }

    private void say(ImportedModel made) throws IOException {
        PrintWriter print = spec.commandLine().getOut();
        if (asJson) {
            print.println(JsonText.line(json, made));
        } else {
            print.printf(
                    Locale.ROOT,
                    "%s: %s, %d labels, %d queries, %d MB, sha256 %s…, in %.1f s%n",
                    out,
                    made.persons() ? "several people per frame" : "one person per frame",
                    made.labels(),
                    made.queries(),
                    made.bytes() >> 20,
                    made.sha256().substring(0, 12),
                    made.seconds());
            if (made.int8() != null) {
                print.println(made.int8().text());
            }
            print.printf("Now: ./limn parse photo.jpg -o out/ --model %s%n", made.name());
        }
        print.flush();
    }

    private int failed(String sentence, int code) {
        spec.commandLine().getErr().println("limn: " + sentence);
        spec.commandLine().getErr().flush();
        return code;
    }
}
