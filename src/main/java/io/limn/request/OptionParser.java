package io.limn.request;

import io.limn.output.Output;
import io.limn.output.RenderOptions;
import io.limn.problem.RefusedOptionException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.DoublePredicate;
import java.util.function.Function;

/** Reads what is asked for in words, as a query or an upload's metadata has them; a word left out takes the service's default. */
public final class OptionParser {
    /** The manifest's name among the outputs. */
    public static final String JSON = "json";

    private final Catalogue catalogue;
    private final Function<String, String> called;

    /** @param called what whoever wrote an option calls it, by its own name, for the sentence that refuses it */
    public OptionParser(Catalogue catalogue, Function<String, String> called) {
        this.catalogue = catalogue;
        this.called = called;
    }

    /**
     * Outputs by name; the manifest may be among them.
     *
     * @param manifest whether {@link #JSON} was named
     */
    public record Outputs(Set<Output> drawn, boolean manifest) {}

    /** @param values each one name or several with commas between */
    public Outputs outputs(List<String> values) {
        Set<Output> drawn = EnumSet.noneOf(Output.class);
        boolean manifest = false;
        for (String value : values) {
            for (String name : value.split(",")) {
                if (name.strip().equals(JSON)) {
                    manifest = true;
                } else {
                    drawn.add(Output.byName(name)
                            .orElseThrow(() -> RefusedOptionException.unknownValue(
                                    called.apply("output"), name.strip(), outputNames())));
                }
            }
        }
        return new Outputs(drawn, manifest);
    }

    /** Nulls and blanks are words left out. */
    public RenderOptions options(String palette, String opacity, String quality) {
        RenderOptions defaults = catalogue.defaultOptions();
        return new RenderOptions(
                palette(palette, defaults.palette()),
                number("opacity", opacity, defaults.opacity(), "a number from 0 to 1", n -> n >= 0 && n <= 1),
                (int) number(
                        "quality",
                        quality,
                        defaults.jpegQuality(),
                        "a whole number from 1 to 100",
                        n -> n >= 1 && n <= 100 && n == Math.rint(n)));
    }

    public String palette(String asked, String otherwise) {
        if (asked == null || asked.isBlank()) {
            return otherwise;
        }
        if (!catalogue.palettes().contains(asked)) {
            throw RefusedOptionException.unknownValue(called.apply("palette"), asked, catalogue.palettes());
        }
        return asked;
    }

    public static List<String> outputNames() {
        List<String> names = new ArrayList<>(
                Arrays.stream(Output.values()).map(Output::folder).toList());
        names.add(JSON);
        return names;
    }

    private double number(String name, String asked, double otherwise, String range, DoublePredicate inRange) {
        if (asked == null || asked.isBlank()) {
            return otherwise;
        }
        double value;
        try {
            value = Double.parseDouble(asked.strip());
        } catch (NumberFormatException notANumber) {
            throw RefusedOptionException.outOfRange(called.apply(name), asked, range);
        }
        if (!inRange.test(value)) {
            throw RefusedOptionException.outOfRange(called.apply(name), asked, range);
        }
        return value;
    }
}
