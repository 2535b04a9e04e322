package io.limn.http;

import io.limn.job.Catalogue;
import io.limn.output.Output;
import io.limn.output.RenderOptions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.MediaType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Reads what a caller wants from the query and the {@code Accept} header; the query has the last word. */
@ApplicationScoped
public class AskReader {
    static final MediaType ZIP = new MediaType("application", "zip");
    private static final MediaType JPEG = new MediaType("image", "jpeg");
    private static final MediaType PNG = new MediaType("image", "png");
    private static final List<String> ACCEPTED =
            List.of("image/jpeg", "image/png", "application/json", "application/zip");

    private final Catalogue catalogue;

    AskReader(Catalogue catalogue) {
        this.catalogue = catalogue;
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
        RenderOptions defaults = catalogue.defaultOptions();
        return new RenderOptions(
                palette(query.palette(), defaults.palette()),
                number("opacity", query.opacity(), defaults.opacity(), "a number from 0 to 1", n -> n >= 0 && n <= 1),
                (int) number(
                        "quality",
                        query.quality(),
                        defaults.jpegQuality(),
                        "a whole number from 1 to 100",
                        AskReader::percentage));
    }

    String palette(String asked, String otherwise) {
        if (asked == null || asked.isBlank()) {
            return otherwise;
        }
        if (!catalogue.palettes().contains(asked)) {
            throw CallProblem.unknownValue("palette", asked, catalogue.palettes());
        }
        return asked;
    }

    private Ask named(AskQuery query) {
        Set<Output> outputs = EnumSet.noneOf(Output.class);
        boolean manifest = false;
        for (String name : query.outputs().stream()
                .flatMap(value -> Arrays.stream(value.split(",")))
                .map(String::strip)
                .toList()) {
            if (name.equals(Ask.JSON)) {
                manifest = true;
            } else {
                outputs.add(
                        Output.byName(name).orElseThrow(() -> CallProblem.unknownValue("output", name, outputNames())));
            }
        }
        return new Ask(outputs, manifest, options(query));
    }

    static List<String> outputNames() {
        List<String> names = new ArrayList<>(
                Arrays.stream(Output.values()).map(Output::folder).toList());
        names.add(Ask.JSON);
        return names;
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

    private static boolean percentage(double n) {
        return n >= 1 && n <= 100 && n == Math.rint(n);
    }

    private static double number(String name, String asked, double otherwise, String range, Predicate<Double> inRange) {
        if (asked == null || asked.isBlank()) {
            return otherwise;
        }
        try {
            double value = Double.parseDouble(asked.strip());
            if (inRange.test(value)) {
                return value;
            }
        } catch (NumberFormatException notANumber) {
            throw CallProblem.outOfRange(name, asked, range);
        }
        throw CallProblem.outOfRange(name, asked, range);
    }
}
