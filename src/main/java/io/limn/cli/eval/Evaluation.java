package io.limn.cli.eval;

import io.limn.frame.Frame;
import io.limn.frame.FrameReader;
import io.limn.frame.header.FrameRejectedException;
import io.limn.label.LabelSet;
import io.limn.parsing.Parser;
import io.limn.parsing.ParserFailedException;
import io.limn.parsing.Parsing;
import io.limn.result.IdMap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.stream.Stream;

/** Evaluates a parser on a folder of frames with truth. */
final class Evaluation {
    /** The layer whose labels are compared with joints. */
    private static final String ANATOMY = "anatomy";

    private final FrameReader frames;
    private final Parser parser;
    private final LabelMapping mapping;

    Evaluation(FrameReader frames, Parser parser, LabelMapping mapping) {
        this.frames = frames;
        this.parser = parser;
        this.mapping = mapping;
    }

    /**
     * @param progress receives the number of frames done
     * @throws IOException if a file can't be read, or a map's size differs from its frame's
     * @throws IllegalArgumentException if joints are given and the model has no layer {@code anatomy}
     */
    EvalReport run(Path images, Truth truth, IntConsumer progress)
            throws IOException, FrameRejectedException, ParserFailedException {
        LabelSet set = parser.layers().get(0);
        boolean anatomy =
                parser.layers().stream().anyMatch(layer -> layer.name().equals(ANATOMY));
        if (truth.joints() != null && !anatomy) {
            throw new IllegalArgumentException("--joints: judges the layer 'anatomy', which model "
                    + parser.model().name() + " does not have");
        }
        LabelScores scores = truth.labels() == null ? null : new LabelScores(set);
        PersonScores found = truth.persons() == null ? null : new PersonScores();
        JointScores joints = truth.joints() == null ? null : new JointScores();
        int judged = 0;
        int unlabelled = 0;
        for (Path image : files(images)) {
            if (!truth.has(image, set.name())) {
                unlabelled++;
                continue;
            }
            Frame frame = frames.read(Files.readAllBytes(image));
            Parsing parsing = parser.parse(frame);
            if (scores != null) {
                scores.add(
                        ids(truth.labels(Truth.stem(image), set.name()), frame),
                        parsing.main().ids(),
                        mapping);
            }
            if (found != null) {
                found.add(ids(truth.persons(image), frame), parsing.personMap().ids());
            }
            if (joints != null) {
                joints.add(
                        truth.joints().of(image.getFileName().toString()),
                        parsing.layer(ANATOMY).orElseThrow());
            }
            progress.accept(++judged);
        }
        if (judged == 0) {
            throw new IOException(nothing(images, truth));
        }
        return EvalReport.of(parser.model(), judged, unlabelled, set, scores, found, joints);
    }

    private static String nothing(Path images, Truth truth) {
        if (truth.labels() != null) {
            return "no frame of " + images + " has a label map of its name, like name.png, in " + truth.labels();
        }
        return truth.persons() != null
                ? "no frame of " + images + " has an instance map of its name, like name.png, in " + truth.persons()
                : "no frame of " + images + " has joints";
    }

    private static byte[] ids(Path file, Frame frame) throws IOException {
        IdMap map = IdMap.read(file);
        if (map.width() != frame.width() || map.height() != frame.height()) {
            throw new IOException(file + " is " + map.width() + "x" + map.height() + ", but its frame is "
                    + frame.width() + "x" + frame.height());
        }
        return map.ids();
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !file.getFileName().toString().startsWith("."))
                    .sorted()
                    .toList();
        }
    }
}
