package io.limn.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import io.limn.job.FrameFailedException;
import io.limn.job.Manifest;
import io.limn.job.Outcome;
import io.limn.output.Output;
import io.limn.output.Rendered;
import java.util.ArrayList;
import java.util.List;

/** A frame's files as a caller gets them, the manifest among them as {@code json}. */
record Parsed(String picture, Manifest manifest, List<Rendered> files) {
    Parsed {
        files = List.copyOf(files);
    }

    /** @throws ProblemException where the frame was rejected */
    static Parsed of(String picture, Ask ask, Outcome outcome, ObjectWriter json) {
        if (outcome instanceof Outcome.Rejected rejected) {
            throw new ProblemException(rejected.problem());
        }
        if (outcome instanceof Outcome.Parsed parsed) {
            List<Rendered> files = new ArrayList<>();
            for (Rendered file : parsed.files()) {
                if (Output.byName(file.folder()).filter(ask.outputs()::contains).isPresent()) {
                    files.add(file);
                }
            }
            if (ask.manifest()) {
                files.add(new Rendered(Ask.JSON, "json", "application/json", bytes(parsed.manifest(), json)));
            }
            return new Parsed(picture, parsed.manifest(), files);
        }
        throw new FrameFailedException("the frame ended without files", null);
    }

    long size() {
        return files.stream().mapToLong(file -> file.bytes().length).sum();
    }

    private static byte[] bytes(Manifest manifest, ObjectWriter json) {
        try {
            return json.writeValueAsBytes(manifest);
        } catch (JsonProcessingException e) {
            throw new FrameFailedException("the manifest can't be written", e);
        }
    }
}
