package io.limn.http;

import io.limn.job.Outcome;
import io.limn.output.Output;
import io.limn.output.Rendered;
import io.limn.problem.FrameFailedException;
import io.limn.result.Manifest;
import io.limn.result.ManifestJson;
import java.util.ArrayList;
import java.util.List;

/** A frame's files as a caller gets them, the manifest among them as {@code json}. */
record Parsed(String picture, Manifest manifest, List<Rendered> files) {
    Parsed {
        files = List.copyOf(files);
    }

    /** @throws ProblemException where the frame was rejected */
    static Parsed of(String picture, ParseRequest request, Outcome outcome) {
        if (outcome instanceof Outcome.Rejected rejected) {
            throw new ProblemException(rejected.problem());
        }
        if (outcome instanceof Outcome.Parsed parsed) {
            List<Rendered> files = new ArrayList<>();
            for (Rendered file : parsed.files()) {
                if (Output.byName(file.folder())
                        .filter(request.outputs()::contains)
                        .isPresent()) {
                    files.add(file);
                }
            }
            if (request.manifest()) {
                files.add(new Rendered(
                        ParseRequest.JSON, "json", ManifestJson.MEDIA_TYPE, ManifestJson.write(parsed.manifest())));
            }
            return new Parsed(picture, parsed.manifest(), files);
        }
        throw new FrameFailedException("the frame ended without files", null);
    }

    long size() {
        return files.stream().mapToLong(file -> file.bytes().length).sum();
    }
}
