package io.limn.cli.eval;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.limn.cli.eval.shot.ShotEvaluation;
import io.limn.cli.eval.shot.ShotReport;
import io.limn.frame.FrameReader;
import io.limn.label.LabelSet;
import io.limn.model.ModelConfig;
import io.limn.model.OnnxParser;
import io.limn.terminal.JsonText;
import io.limn.text.Shown;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code limn eval}: measures a model's accuracy on labelled frames. */
@Command(
        name = "eval",
        description = "Evaluates a model against label maps, person maps or joints.",
        footer = {
            "",
            "At least one of --labels, --persons and --joints is needed; frames without one are skipped and counted.",
            "",
            "--labels gives mIoU, pixel accuracy, person IoU (all that isn't background), the share of pixels of arms, legs and "
                    + "shoes whose side is right, and IoU per label.",
            "",
            "--persons gives precision, recall and F1 of persons at IoU 0.5, the IoU of persons against background over all "
                    + "pixels and as the mean of frames, and how many of those that take more than a quarter of the frame were found.",
            "",
            "--joints gives, for visible elbows, wrists, knuckles, knees and ankles, the share where layer 'anatomy' has that limb of the "
                    + "joint's own side, and of the other side. The file is COCO's annotation JSON (images: id, file_name; "
                    + "annotations: image_id, keypoints), or an object of lists of people by file name, each person a list of 51 "
                    + "numbers: x, y, v of COCO's 17 joints in order, v = 2 where visible; 57 with the knuckles of the left and the "
                    + "right hand after them.",
            "",
            "--shots takes the folder that models/training/render/shots.py wrote, and compares frame by frame, a plain moving "
                    + "average and limn shot: how far edges jitter (95th percentile, in pixels at 1,024), dtSSD of the persons' matte, "
                    + "flicker (pixels whose label changes though the truth's doesn't), changes of persons' numbers, and IoU.",
            "",
            "Example: limn eval --images photos --persons masks --joints people.json --json"
        })
public final class EvalCommand implements Callable<Integer> {
    private final ModelConfig config;
    private final FrameReader frames;

    @Spec
    private CommandSpec spec;

    @Option(names = "--images", paramLabel = "DIR", description = "Frames.")
    private Path images;

    @Option(
            names = "--shots",
            paramLabel = "DIR",
            description = "Rendered shots with their truth: judges steadiness over time instead, see below.")
    private Path shots;

    @Option(
            names = "--labels",
            paramLabel = "DIR",
            description =
                    "Label maps: 8-bit PNGs with the frames' names and sizes. Ids outside the label set are ignored.")
    private Path labels;

    @Option(
            names = "--persons",
            paramLabel = "DIR",
            description = "Person maps: 8-bit PNGs with the frames' names; 0 is background, 255 is ignored.")
    private Path persons;

    @Option(names = "--joints", paramLabel = "FILE", description = "Hand-made joints: a JSON file, see below.")
    private Path joints;

    @Option(
            names = "--map",
            paramLabel = "FILE",
            description = "Maps another label set to the model's: a JSON file, or cihp, lip or atr.")
    private String map;

    @Option(names = "--model", paramLabel = "NAME", description = "The model package. Default: limn.model.name.")
    private String model;

    /** Declared for the help only: it is set as {@code limn.model.detail} before the service starts. */
    @Option(
            names = "--detail",
            paramLabel = "WHAT",
            description =
                    "What the network sees: frame; persons, which adds a pass over each person's surroundings; or auto, which does so where most people are small."
                            + " Default: limn.model.detail.")
    private String detail;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    public EvalCommand(ModelConfig config, FrameReader frames) {
        this.config = config;
        this.frames = frames;
    }

    @Override
    public Integer call() throws Exception {
        if (shots != null) {
            return shots();
        }
        if (images == null) {
            throw new ParameterException(spec.commandLine(), "give --images, or --shots");
        }
        requireFolder("--images", images);
        if (labels == null && persons == null && joints == null) {
            throw new ParameterException(spec.commandLine(), "give at least one of --labels, --persons and --joints");
        }
        if (labels != null) {
            requireFolder("--labels", labels);
        }
        if (persons != null) {
            requireFolder("--persons", persons);
        }
        Truth truth = new Truth(labels, persons, joints == null ? null : joints());
        PrintWriter out = spec.commandLine().getOut();
        try (OnnxParser parser = OnnxParser.of(config, model)) {
            LabelMapping mapping = mapping(config.directory(), parser.layers().get(0));
            EvalReport report = new Evaluation(frames, parser, mapping).run(images, truth, done -> {});
            out.print(json ? JsonText.indented(report) + System.lineSeparator() : Shown.lines(report.text()));
            out.flush();
        }
        return 0;
    }

    private int shots() throws Exception {
        if (images != null || labels != null || persons != null || joints != null || map != null) {
            throw new ParameterException(spec.commandLine(), "--shots has its own frames and truth: give it alone");
        }
        requireFolder("--shots", shots);
        PrintWriter out = spec.commandLine().getOut();
        try (OnnxParser parser = OnnxParser.of(config, model)) {
            ShotReport report = new ShotEvaluation(frames, parser).run(shots);
            out.print(json ? JsonText.indented(report) + System.lineSeparator() : Shown.lines(report.text()));
            out.flush();
        }
        return 0;
    }

    private JointFile joints() throws IOException {
        if (!Files.isRegularFile(joints)) {
            throw new ParameterException(spec.commandLine(), "--joints: there is no file '" + joints + "'");
        }
        try {
            return JointFile.read(joints);
        } catch (IllegalArgumentException | JsonProcessingException e) {
            throw new ParameterException(spec.commandLine(), "--joints: " + e.getMessage(), e);
        }
    }

    private LabelMapping mapping(Path directory, LabelSet set) throws IOException {
        if (map == null) {
            return LabelMapping.own(set);
        }
        Path file = Path.of(map);
        Path shipped = directory.resolve("maps").resolve(map + ".json");
        if (!Files.isRegularFile(file) && map.matches("[\\w-]+")) {
            file = shipped;
        }
        if (!Files.isRegularFile(file)) {
            throw new ParameterException(
                    spec.commandLine(), "--map: there is no file '" + map + "', and none like it at " + shipped);
        }
        return LabelMapping.read(file, set);
    }

    private void requireFolder(String option, Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new ParameterException(spec.commandLine(), option + ": there is no folder '" + folder + "'");
        }
    }
}
