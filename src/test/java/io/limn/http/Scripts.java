package io.limn.http;

import io.limn.job.Outcome;
import io.limn.job.Stage;
import io.limn.output.Output;
import io.limn.output.Rendered;
import io.limn.problem.Problem;
import io.limn.request.FrameRequest;
import io.limn.request.Source;
import io.limn.result.Manifest;
import io.limn.result.ResultKeys;
import io.limn.store.ObjectVersion;
import io.smallrye.mutiny.Uni;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** What queues do in these tests. */
public final class Scripts {
    private Scripts() {}

    /** Passes every stage at once; each file holds its output's name. */
    public static ScriptedQueue.Script parses() {
        return (request, progress, admission) -> Uni.createFrom().item(() -> {
            for (Stage stage : Stage.values()) {
                progress.entered(stage);
            }
            return parsed(request);
        });
    }

    public static ScriptedQueue.Script rejects(Problem problem) {
        return (request, progress, admission) -> {
            progress.entered(Stage.DECODE);
            return Uni.createFrom().item(new Outcome.Rejected(manifest(request, null, problem), problem));
        };
    }

    public static ScriptedQueue.Script fails(Throwable failure) {
        return (request, progress, admission) -> Uni.createFrom().failure(failure);
    }

    public static Outcome parsed(FrameRequest request) {
        ResultKeys keys = ResultKeys.of(request.source().name());
        List<Manifest.OutputFile> listed = files(request).stream()
                .map(file -> new Manifest.OutputFile(
                        file.output().kind(), file.part(), keys.of(file), file.mediaType(), file.bytes().length, "00"))
                .toList();
        return new Outcome.Parsed(manifest(request, listed, null));
    }

    public static List<Rendered> files(FrameRequest request) {
        return request.outputs().stream()
                .map(output -> Rendered.of(output, content(output)))
                .toList();
    }

    public static byte[] content(Output output) {
        return output.kind().getBytes(StandardCharsets.UTF_8);
    }

    private static Manifest manifest(FrameRequest request, List<Manifest.OutputFile> files, Problem problem) {
        Manifest.SourceInfo source = request.source() instanceof Source.Stored stored
                ? Manifest.SourceInfo.of(stored.object().withSize(3), null)
                : Manifest.SourceInfo.of(
                        new ObjectVersion(null, request.source().name(), null, null, 3), "00");
        return new Manifest(
                source,
                new ScriptedCatalogue().model(),
                new Manifest.Options(Output.kinds(request.outputs()), null, request.options(), null, null, null, null),
                2,
                2,
                List.of(),
                Map.of("parts", Map.of("face", 4L)),
                Map.of(),
                files,
                problem);
    }
}
