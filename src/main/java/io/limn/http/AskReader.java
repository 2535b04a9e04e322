package io.limn.http;

import io.limn.job.Catalogue;
import io.limn.job.OptionWords;
import io.limn.output.Output;
import io.limn.output.RenderOptions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.MediaType;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Reads what a caller wants from the query and the {@code Accept} header; the query has the last word. */
@ApplicationScoped
public class AskReader {
    static final MediaType ZIP = new MediaType("application", "zip");
    private static final MediaType JPEG = new MediaType("image", "jpeg");
    private static final MediaType PNG = new MediaType("image", "png");
    private static final List<String> ACCEPTED =
            List.of("image/jpeg", "image/png", "application/json", "application/zip");

    private final Catalogue catalogue;
    private final OptionWords words;

    AskReader(Catalogue catalogue) {
        this.catalogue = catalogue;
        this.words = new OptionWords(catalogue, name -> name);
    }

    /** One answer: what {@code output} names, else what the caller accepts, else the overlay. */
    Ask oneAnswer(AskQuery query, List<MediaType> accepted) {
        return query.outputs().isEmpty() ? accepted(accepted, options(query)) : named(query);
    }

    /** A job: what {@code output} names, else the service's defaults; the manifest always. */
    Ask job(AskQuery query) {
        Ask named =
                query.outputs().isEmpty() ? new Ask(catalogue.defaultOutputs(), true, options(query)) : named(query);
        return new Ask(named.outputs(), true, named.options());
    }

    RenderOptions options(AskQuery query) {
        return words.options(query.palette(), query.opacity(), query.quality());
    }

    String palette(String asked, String otherwise) {
        return words.palette(asked, otherwise);
    }

    private Ask named(AskQuery query) {
        OptionWords.Outputs named = words.outputs(query.outputs());
        return new Ask(named.drawn(), named.manifest(), options(query));
    }

    static List<String> outputNames() {
        return OptionWords.outputNames();
    }

    private Ask accepted(List<MediaType> accepted, RenderOptions options) {
        if (accepted.isEmpty()) {
            return new Ask(EnumSet.of(Output.OVERLAY), false, options);
        }
        for (MediaType type : accepted) {
            if (type.isCompatible(JPEG)) {
                return new Ask(EnumSet.of(Output.OVERLAY), false, options);
            }
            if (type.isCompatible(PNG)) {
                return new Ask(EnumSet.of(Output.LABELS), false, options);
            }
            if (type.isCompatible(MediaType.APPLICATION_JSON_TYPE)) {
                return new Ask(Set.of(), true, options);
            }
            if (type.isCompatible(ZIP)) {
                return new Ask(catalogue.defaultOutputs(), true, options);
            }
        }
        throw CallProblem.notAcceptable(ACCEPTED);
    }
}
