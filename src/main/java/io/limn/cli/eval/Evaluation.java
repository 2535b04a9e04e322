package io.limn.cli.eval;

import io.limn.frame.Frame;
import io.limn.frame.FrameReader;
import io.limn.frame.header.FrameRejectedException;
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

/** Judges a parser by a folder of frames and a folder of label maps of the same names. */
final class Evaluation {
    private final FrameReader frames;
    private final Parser parser;
    private final LabelMapping mapping;

    Evaluation(FrameReader frames, Parser parser, LabelMapping mapping) {
        this.frames = frames;
        this.parser = parser;
        this.mapping = mapping;
    }

    /**
     * @param persons folder of instance maps, or null
     * @param progress hears how many frames are done
     * @throws IOException where a file can't be read, or a map has another size than its frame
     */
    EvalReport run(Path images, Path labels, Path persons, IntConsumer progress)
            throws IOException, FrameRejectedException, ParserFailedException {
        var set = parser.layers().get(0);
        LabelScores scores = new LabelScores(set);
        PersonScores found = persons == null ? null : new PersonScores();
        int judged = 0;
        int unlabelled = 0;
        for (Path image : files(images)) {
            Path map = map(labels, stem(image), set.name());
            if (map == null) {
                unlabelled++;
                continue;
            }
            Frame frame = frames.read(Files.readAllBytes(image));
            Parsing parsing = parser.parse(frame);
            scores.add(ids(map, frame), parsing.main().ids(), mapping);
            if (found != null) {
                Path instances = map(persons, stem(image), "persons");
                if (instances == null) {
                    throw new IOException("there is no instance map of " + image.getFileName() + " in " + persons);
                }
                found.add(ids(instances, frame), parsing.personMap().ids());
            }
            progress.accept(++judged);
        }
        if (judged == 0) {
            throw new IOException(
                    "no frame of " + images + " has a label map of its name, like name.png, in " + labels);
        }
        return EvalReport.of(parser.model(), judged, unlabelled, set, scores, found);
    }

    /** {@code name.png}, or {@code name.layer.png} where maps of several kinds share a folder; null where there is neither. */
    private static Path map(Path folder, String name, String layer) {
        return Stream.of(folder.resolve(name + "." + layer + ".png"), folder.resolve(name + ".png"))
                .filter(Files::isRegularFile)
                .findFirst()
                .orElse(null);
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

    private static String stem(Path file) {
        String name = file.getFileName().toString();
        int dot = name.lastIndexOf('.');
        return dot <= 0 ? name : name.substring(0, dot);
    }
}
