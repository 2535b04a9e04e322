package io.limn.result;

import io.limn.frame.ViewSettings;
import io.limn.frame.plate.ReadOptions;
import io.limn.output.Output;
import io.limn.output.RenderOptions;
import io.limn.parsing.Detail;
import io.limn.parsing.InferenceOptions;
import io.limn.parsing.Mirror;
import io.limn.parsing.ModelId;
import io.limn.request.FrameRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What identifies a result: source, model, inference options, outputs and the revisions of their renderers, render options, and
 * the colours of the palette.
 *
 * @param inference as configured, read for each result
 * @param colours a hash of a palette's colours, since they may change under its name
 * @param view how the network's view of frames is made
 */
public record ResultIdentity(
        ModelId model,
        Supplier<InferenceOptions> inference,
        Function<RenderOptions, String> colours,
        ViewSettings view) {
    /** With the view that each file states. */
    public ResultIdentity(
            ModelId model, Supplier<InferenceOptions> inference, Function<RenderOptions, String> colours) {
        this(model, inference, colours, ViewSettings.DEFAULT);
    }

    public Manifest.Options options(FrameRequest job) {
        InferenceOptions set = inference.get();
        Detail detail = detail(set, job);
        return new Manifest.Options(
                Output.kinds(job.outputs()),
                revisions(job),
                job.options(),
                set.pixels().isPresent() ? set.pixels().getAsLong() : null,
                set.mirror().map(Mirror::toString).orElse(null),
                colours.apply(job.options()),
                job.refused() == null ? null : job.refused().detail(),
                view.with(job.reading()).name().orElse(null),
                detail == Detail.FRAME ? null : detail.toString(),
                job.reading().equals(ReadOptions.DEFAULT) ? null : job.reading());
    }

    private static Detail detail(InferenceOptions set, FrameRequest job) {
        return set.detail(job.options().detail(), Output.evidence(job.outputs()));
    }

    /** What a parsing depends on, as one line: source, model, inference options and view. Equal lines mean equal parsings. */
    public String parsing(Manifest.SourceInfo source, FrameRequest job) {
        InferenceOptions set = inference.get();
        return String.join(
                " ",
                model.name(),
                model.version(),
                model.sha256(),
                set.pixels().toString(),
                set.mirror().toString(),
                detail(set, job).toString(),
                view.name(job.reading()).isEmpty() ? "-" : view.name(job.reading()),
                source.object().hasETag() ? source.eTag() : source.sha256());
    }

    private static Map<String, Integer> revisions(FrameRequest job) {
        Map<String, Integer> revisions = new LinkedHashMap<>();
        job.outputs().stream().sorted().forEach(output -> revisions.put(output.kind(), output.revision()));
        return revisions;
    }

    /** Whether this manifest is of the same source, model and options. If one side has no version id, the eTag decides. */
    public boolean isOf(Manifest manifest, Manifest.SourceInfo source, FrameRequest job) {
        return model.equals(manifest.model())
                && options(job).equals(manifest.options())
                && same(manifest.source(), source)
                && (manifest.error() == null || source.object().hasETag());
    }

    private static boolean same(Manifest.SourceInfo done, Manifest.SourceInfo now) {
        return now.object().hasETag()
                ? now.object().hasBytesOf(done.object())
                : now.sha256().equals(done.sha256());
    }
}
