package io.limn.http;

import io.limn.job.Outcome;
import io.limn.problem.FrameFailedException;
import io.limn.result.Legend;
import io.limn.result.MemorySink;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A frame's files as returned to callers, with the manifest if it was requested.
 *
 * @param legend what the ids in the files mean; empty if no file has ids
 */
record Parsed(String picture, List<AnswerFile> files, Optional<Legend> legend) {
    Parsed {
        files = List.copyOf(files);
    }

    /** @throws ProblemException where the frame was rejected */
    static Parsed of(String picture, ParseRequest request, Outcome outcome, MemorySink sink) {
        if (outcome instanceof Outcome.Rejected rejected) {
            throw new ProblemException(rejected.problem());
        }
        if (outcome instanceof Outcome.Parsed parsed) {
            List<AnswerFile> files = new ArrayList<>();
            sink.files().forEach(file -> files.add(AnswerFile.of(file)));
            if (request.manifest()) {
                files.add(AnswerFile.of(parsed.manifest()));
            }
            return new Parsed(picture, files, sink.legend());
        }
        throw new FrameFailedException("the frame ended without files", null);
    }

    /** The files, and beside their folders {@code labels.json}. */
    List<AnswerFile> inZip() {
        List<AnswerFile> all = new ArrayList<>(files);
        legend.map(AnswerFile::of).ifPresent(all::add);
        return all;
    }

    long size() {
        return files.stream().mapToLong(file -> file.bytes().length).sum();
    }
}
