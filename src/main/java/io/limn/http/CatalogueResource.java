package io.limn.http;

import io.limn.batch.shot.ClipLimit;
import io.limn.frame.FrameConfig;
import io.limn.label.Group;
import io.limn.label.LabelSet;
import io.limn.output.Output;
import io.limn.output.RenderOption;
import io.limn.output.RenderOptions;
import io.limn.parsing.ModelId;
import io.limn.request.Catalogue;
import io.quarkus.vertx.http.runtime.VertxHttpConfig;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The model, labels, outputs and palettes that callers can choose from. */
@Path("/v1")
@Tag(name = "catalogue")
@Produces(MediaType.APPLICATION_JSON)
public class CatalogueResource {
    /** The loaded model, and what callers can choose. */
    @Schema(name = "Models")
    public record ModelsView(
            List<ModelId> models,
            List<String> outputs,
            List<OutputKind> kinds,
            List<String> defaultOutputs,
            Set<String> palettes,
            RenderOptions defaults,
            LimitsView limits) {}

    /**
     * An output that the model can give.
     *
     * @param inParts whether it may have several files per frame
     * @param options the parameters that change it
     */
    @Schema(name = "OutputKind")
    public record OutputKind(
            String output, String about, String mediaType, String extension, boolean inParts, List<String> options) {
        static OutputKind of(Output output) {
            return new OutputKind(
                    output.kind(),
                    output.about(),
                    output.format().mediaType(),
                    output.format().extension(),
                    output.inParts(),
                    output.options().stream().map(RenderOption::word).toList());
        }
    }

    /** The label layers, main layer first: it is the one that is drawn. */
    @Schema(name = "Labels")
    public record LabelsView(String palette, List<LayerView> layers, List<GroupView> groups) {}

    /** A group of labels that can be requested as one matte: the labels of {@code of} less those of {@code without}, each as {@code layer:label}. */
    @Schema(name = "LabelGroup")
    public record GroupView(
            @Schema(examples = "left-arm") String name,
            @Schema(examples = "[\"anatomy:left-hand\"]") List<String> of,
            List<String> without) {
        static GroupView of(Group group) {
            return new GroupView(
                    group.name(),
                    group.of().stream().map(Group.Member::toString).toList(),
                    group.without().stream().map(Group.Member::toString).toList());
        }
    }

    /** One layer: what the ids of its label map mean. */
    @Schema(name = "LabelLayer")
    public record LayerView(String name, List<LabelView> labels, List<LabelSet.Pair> pairs) {}

    /** One label, its colour as {@code #rrggbb}. */
    @Schema(name = "Label")
    public record LabelView(int id, String name, @Schema(examples = "#6b4fd8") String colour) {}

    private final Catalogue catalogue;
    private final ParseRequestReader requests;
    private final LimitsView limits;

    CatalogueResource(
            Catalogue catalogue,
            ParseRequestReader requests,
            HttpConfig http,
            FrameConfig frames,
            ClipLimit clips,
            VertxHttpConfig server) {
        this.catalogue = catalogue;
        this.requests = requests;
        this.limits = LimitsView.of(http, frames, clips, server);
    }

    @GET
    @Path("/models")
    @Operation(operationId = "models", summary = "The model, outputs, palettes and defaults")
    public ModelsView models() {
        return new ModelsView(
                List.of(catalogue.model()),
                requests.outputNames(),
                catalogue.outputs().stream().map(OutputKind::of).toList(),
                Output.kinds(catalogue.defaultOutputs()),
                catalogue.palettes(),
                catalogue.defaultOptions(),
                limits);
    }

    @GET
    @Path("/labels")
    @Operation(
            operationId = "labels",
            summary = "The labels by layer (ids, names, colours, left/right pairs), and the groups of labels")
    public LabelsView labels(
            @QueryParam("palette")
                    @Parameter(description = "The palette of the colours; default: the service's", example = "voc")
                    String palette) {
        String chosen = requests.palette(palette, catalogue.defaultOptions().palette());
        return new LabelsView(
                chosen,
                catalogue.layers(chosen).stream().map(CatalogueResource::layer).toList(),
                catalogue.groups().of(catalogue.layers()).stream()
                        .map(GroupView::of)
                        .toList());
    }

    private static LayerView layer(LabelSet layer) {
        List<LabelView> labels = layer.labels().stream()
                .map(label -> new LabelView(label.id(), label.name(), String.format("#%06x", label.rgb())))
                .toList();
        return new LayerView(layer.name(), labels, layer.pairs());
    }
}
