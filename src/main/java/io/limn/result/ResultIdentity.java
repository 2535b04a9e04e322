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

    public Manifest.Options options(FrameRequest request) {
        InferenceOptions set = inference.get();
        Detail detail = detail(set, request);
        return new Manifest.Options(
                Output.kinds(request.outputs()),
                revisions(request),
                request.options(),
                set.pixels().isPresent() ? set.pixels().getAsLong() : null,
                set.mirror().map(Mirror::toString).orElse(null),
                colours.apply(request.options()),
                request.refused() == null ? null : request.refused().detail(),
                view.with(request.reading()).name().orElse(null),
                detail == Detail.FRAME ? null : detail.toString(),
                request.reading().equals(ReadOptions.DEFAULT) ? null : request.reading());
    }

    private static Detail detail(InferenceOptions set, FrameRequest request) {
        return set.detail(request.options().detail(), Output.evidence(request.outputs()));
    }

    /** What a parsing depends on, as one line: source, model, inference options and view. Equal lines mean equal parsings. */
    public String parsing(Manifest.SourceInfo source, FrameRequest request) {
        InferenceOptions set = inference.get();
        return String.join(
                " ",
                model.name(),
                model.version(),
                model.sha256(),
                set.pixels().toString(),
                set.mirror().toString(),
                detail(set, request).toString(),
                view.name(request.reading()).isEmpty() ? "-" : view.name(request.reading()),
                source.object().hasETag() ? source.eTag() : source.sha256());
    }

    private static Map<String, Integer> revisions(FrameRequest request) {
        Map<String, Integer> revisions = new LinkedHashMap<>();
        request.outputs().stream().sorted().forEach(output -> revisions.put(output.kind(), output.revision()));
        return revisions;
    }

    /** Whether this manifest is of the same source, model and options. If one side has no version id, the eTag decides. */
    public boolean isOf(Manifest manifest, Manifest.SourceInfo source, FrameRequest request) {
        return model.equals(manifest.model())
                && options(request).equals(manifest.options())
                && same(manifest.source(), source)
                && (manifest.error() == null || source.object().hasETag());
    }

    private static boolean same(Manifest.SourceInfo done, Manifest.SourceInfo now) {
        return now.object().hasETag()
                ? now.object().hasBytesOf(done.object())
                : now.sha256().equals(done.sha256());
    }
}
