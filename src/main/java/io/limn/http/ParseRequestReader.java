package io.limn.http;

import io.limn.frame.plate.ReadOptions;
import io.limn.output.Output;
import io.limn.output.RenderOptions;
import io.limn.request.Catalogue;
import io.limn.request.OptionParser;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.MediaType;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Reads a request from the query and the {@code Accept} header; the query takes precedence. */
@ApplicationScoped
public class ParseRequestReader {
    static final MediaType ZIP = new MediaType("application", "zip");
    private static final MediaType JPEG = new MediaType("image", "jpeg");
    private static final MediaType PNG = new MediaType("image", "png");
    private static final MediaType EXR = new MediaType("image", "x-exr");
    private static final List<String> ACCEPTED =
            List.of("image/jpeg", "image/png", "image/x-exr", "application/json", "application/zip");

    private final Catalogue catalogue;
    private final OptionParser words;

    ParseRequestReader(Catalogue catalogue) {
        this.catalogue = catalogue;
        this.words = new OptionParser(catalogue, name -> name);
    }

    /** One answer: what {@code output} names, else what the caller accepts, else the overlay. */
    ParseRequest oneAnswer(ParseQuery query, List<MediaType> accepted) {
        return query.outputs().isEmpty() ? accepted(accepted, options(query), reading(query)) : named(query);
    }

    /** A job: what {@code output} names, else the service's defaults; the manifest always. */
    ParseRequest job(ParseQuery query) {
        ParseRequest named = query.outputs().isEmpty()
                ? new ParseRequest(catalogue.defaultOutputs(), true, options(query), reading(query))
                : named(query);
        return new ParseRequest(named.outputs(), true, named.options(), named.reading());
    }

    RenderOptions options(ParseQuery query) {
        return words.options(query.words()::get);
    }

    ReadOptions reading(ParseQuery query) {
        return words.reading(query.reading()::get);
    }

    String palette(String asked, String otherwise) {
        return words.palette(asked, otherwise);
    }

    private ParseRequest named(ParseQuery query) {
        OptionParser.Outputs named = words.outputs(query.outputs());
        return new ParseRequest(named.drawn(), named.manifest(), options(query), reading(query));
    }

    List<String> outputNames() {
        return OptionParser.outputNames(catalogue);
    }

    private ParseRequest accepted(List<MediaType> accepted, RenderOptions options, ReadOptions reading) {
        if (accepted.isEmpty()) {
            return new ParseRequest(EnumSet.of(Output.OVERLAY), false, options, reading);
        }
        for (MediaType type : accepted) {
            if (type.isCompatible(JPEG)) {
                return new ParseRequest(EnumSet.of(Output.OVERLAY), false, options, reading);
            }
            if (type.isCompatible(PNG)) {
                return new ParseRequest(EnumSet.of(Output.LABELS), false, options, reading);
            }
            if (type.isCompatible(EXR)) {
                return new ParseRequest(EnumSet.of(Output.EXR), false, options, reading);
            }
            if (type.isCompatible(MediaType.APPLICATION_JSON_TYPE)) {
                return new ParseRequest(Set.of(), true, options, reading);
            }
            if (type.isCompatible(ZIP)) {
                return new ParseRequest(catalogue.defaultOutputs(), true, options, reading);
            }
        }
        throw CallProblem.notAcceptable(ACCEPTED);
    }
}
