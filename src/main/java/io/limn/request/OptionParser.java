package io.limn.request;

import io.limn.frame.plate.ReadOption;
import io.limn.frame.plate.ReadOptions;
import io.limn.output.Output;
import io.limn.output.RenderOption;
import io.limn.output.RenderOptions;
import io.limn.output.matte.MatteChoice;
import io.limn.output.matte.MatteNames;
import io.limn.output.shape.ShapeFormat;
import io.limn.parsing.Detail;
import io.limn.problem.RefusedOptionException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.DoublePredicate;
import java.util.function.Function;

/**
 * Parses the options of a request, the same way for queries, upload metadata and the command line. An option left out takes the service's
 * default. A value that is unknown or out of range fails with a {@link RefusedOptionException} that names the option as its door does.
 */
public final class OptionParser {
    /** The manifest's name among the outputs. */
    public static final String JSON = "json";

    private static final String OUTPUT = "output";
    private static final List<String> ALPHAS = List.of("straight", "premultiplied");
    private static final List<String> PLATES = List.of("no", "yes");

    private final Catalogue catalogue;
    private final Function<String, String> called;

    /** @param called what this door calls {@code output} or a {@link RenderOption#word()} */
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

    /** @param values each one name, or several separated by commas */
    public Outputs outputs(List<String> values) {
        Set<Output> drawn = EnumSet.noneOf(Output.class);
        boolean manifest = false;
        for (String value : values) {
            for (String name : value.split(",")) {
                if (name.strip().equals(JSON)) {
                    manifest = true;
                } else {
                    drawn.add(output(name.strip()));
                }
            }
        }
        return new Outputs(drawn, manifest);
    }

    private Output output(String name) {
        Output output = Output.byName(name)
                .orElseThrow(
                        () -> RefusedOptionException.unknownValue(called.apply(OUTPUT), name, outputNames(catalogue)));
        output.missing(catalogue.layers()).ifPresent(why -> {
            throw RefusedOptionException.unavailable(why);
        });
        return output;
    }

    /** The names that {@link #outputs} accepts with the configured model. */
    public static List<String> outputNames(Catalogue catalogue) {
        List<String> names = new ArrayList<>(Output.kinds(catalogue.outputs()));
        names.add(JSON);
        return names;
    }

    /** @param words the value of each option; nulls and blanks are left out */
    public RenderOptions options(Function<RenderOption, String> words) {
        RenderOptions defaults = catalogue.defaultOptions();
        return new RenderOptions(
                palette(words.apply(RenderOption.PALETTE), defaults.palette()),
                number(words, RenderOption.OPACITY, defaults.opacity(), "a number from 0 to 1", n -> n >= 0 && n <= 1),
                (int) number(
                        words,
                        RenderOption.QUALITY,
                        defaults.jpegQuality(),
                        "an integer from 1 to 100",
                        n -> n >= 1 && n <= 100 && n == Math.rint(n)),
                parts(words.apply(RenderOption.PARTS), defaults.parts()),
                second(words, RenderOption.ALPHA, ALPHAS, defaults.premultiplied()),
                (int) number(
                        words,
                        RenderOption.PEOPLE,
                        defaults.people(),
                        "an integer from 1 to " + RenderOptions.MOST_PEOPLE,
                        n -> n >= 1 && n <= RenderOptions.MOST_PEOPLE && n == Math.rint(n)),
                second(words, RenderOption.PLATE, PLATES, defaults.plate()),
                tolerance(words, defaults.tolerance()),
                formats(words.apply(RenderOption.FORMATS), defaults.formats()),
                detail(words.apply(RenderOption.DETAIL), defaults.detail()));
    }

    /** The words that {@link #options} reads back. */
    public static Map<RenderOption, String> words(RenderOptions options) {
        Map<RenderOption, String> words = new EnumMap<>(RenderOption.class);
        words.put(RenderOption.PALETTE, options.palette());
        words.put(RenderOption.OPACITY, Double.toString(options.opacity()));
        words.put(RenderOption.QUALITY, Integer.toString(options.jpegQuality()));
        if (!options.parts().isEmpty()) {
            words.put(RenderOption.PARTS, String.join(",", options.parts()));
        }
        if (options.premultiplied()) {
            words.put(RenderOption.ALPHA, ALPHAS.get(1));
        }
        if (options.people() > 0) {
            words.put(RenderOption.PEOPLE, Integer.toString(options.people()));
        }
        if (options.plate()) {
            words.put(RenderOption.PLATE, PLATES.get(1));
        }
        if (options.tolerance() != null) {
            words.put(RenderOption.TOLERANCE, Double.toString(options.tolerance()));
        }
        if (!options.formats().isEmpty()) {
            words.put(RenderOption.FORMATS, String.join(",", options.formats()));
        }
        if (options.detail() != null) {
            words.put(RenderOption.DETAIL, options.detail().toString());
        }
        return words;
    }

    /** @param words the value of each option of reading; nulls and blanks are left out */
    public ReadOptions reading(Function<ReadOption, String> words) {
        String layer = words.apply(ReadOption.LAYER);
        String stops = words.apply(ReadOption.EXPOSURE);
        return new ReadOptions(
                colour(words.apply(ReadOption.COLOUR)),
                stops == null || stops.isBlank()
                        ? null
                        : (Double) number(
                                ReadOption.EXPOSURE.word(), stops, "stops from -20 to 20", ReadOptions::isExposure),
                layer == null || layer.isBlank() ? null : layer.strip());
    }

    private String colour(String asked) {
        if (asked == null || asked.isBlank()) {
            return null;
        }
        String word = asked.strip().toLowerCase(Locale.ROOT);
        if (!ReadOptions.colours().contains(word)) {
            throw RefusedOptionException.unknownValue(
                    called.apply(ReadOption.COLOUR.word()), asked, ReadOptions.colours());
        }
        return word;
    }

    /** The words that {@link #reading} reads back. */
    public static Map<ReadOption, String> words(ReadOptions reading) {
        Map<ReadOption, String> words = new EnumMap<>(ReadOption.class);
        if (reading.colour() != null) {
            words.put(ReadOption.COLOUR, reading.colour());
        }
        if (reading.exposure() != null) {
            words.put(ReadOption.EXPOSURE, Double.toString(reading.exposure()));
        }
        if (reading.layer() != null) {
            words.put(ReadOption.LAYER, reading.layer());
        }
        return words;
    }

    private List<String> parts(String asked, List<String> otherwise) {
        if (asked == null || asked.isBlank()) {
            return otherwise;
        }
        String option = called.apply(RenderOption.PARTS.word());
        MatteNames known = new MatteNames(catalogue.layers(), catalogue.groups());
        Set<String> parts = new LinkedHashSet<>();
        for (String name : asked.split(",", -1)) {
            String part = name.strip();
            if (known.byName(part).isEmpty()) {
                List<String> names = new ArrayList<>(List.of("person", "person-1", "person-1/NAME"));
                names.addAll(known.names());
                throw RefusedOptionException.unknownValue(option, part, names);
            }
            parts.add(part);
        }
        if (parts.size() > MatteChoice.MOST) {
            throw RefusedOptionException.outOfRange(option, asked, "at most " + MatteChoice.MOST + " names");
        }
        return List.copyOf(parts);
    }

    private Double tolerance(Function<RenderOption, String> words, Double otherwise) {
        String asked = words.apply(RenderOption.TOLERANCE);
        if (asked == null || asked.isBlank()) {
            return otherwise;
        }
        return number(
                words, RenderOption.TOLERANCE, 0, "a number of pixels from 0.1 to 20", RenderOptions::isTolerance);
    }

    private List<String> formats(String asked, List<String> otherwise) {
        if (asked == null || asked.isBlank()) {
            return otherwise;
        }
        Set<String> formats = new LinkedHashSet<>();
        for (String name : asked.split(",", -1)) {
            String format = name.strip();
            if (ShapeFormat.byWord(format).isEmpty()) {
                throw RefusedOptionException.unknownValue(
                        called.apply(RenderOption.FORMATS.word()), format, ShapeFormat.words());
            }
            formats.add(format);
        }
        return List.copyOf(formats);
    }

    private Detail detail(String asked, Detail otherwise) {
        if (asked == null || asked.isBlank()) {
            return otherwise;
        }
        return Detail.byWord(asked.strip())
                .orElseThrow(() -> RefusedOptionException.unknownValue(
                        called.apply(RenderOption.DETAIL.word()), asked, Detail.words()));
    }

    /** Whether the second of two choices was asked for. */
    private boolean second(
            Function<RenderOption, String> words, RenderOption option, List<String> choices, boolean otherwise) {
        String asked = words.apply(option);
        if (asked == null || asked.isBlank()) {
            return otherwise;
        }
        if (!choices.contains(asked)) {
            throw RefusedOptionException.unknownValue(called.apply(option.word()), asked, choices);
        }
        return asked.equals(choices.get(1));
    }

    public String palette(String asked, String otherwise) {
        if (asked == null || asked.isBlank()) {
            return otherwise;
        }
        if (!catalogue.palettes().contains(asked)) {
            throw RefusedOptionException.unknownValue(
                    called.apply(RenderOption.PALETTE.word()), asked, catalogue.palettes());
        }
        return asked;
    }

    private double number(
            Function<RenderOption, String> words,
            RenderOption option,
            double otherwise,
            String range,
            DoublePredicate inRange) {
        String asked = words.apply(option);
        return asked == null || asked.isBlank() ? otherwise : number(option.word(), asked, range, inRange);
    }

    private double number(String word, String asked, String range, DoublePredicate inRange) {
        double value;
        try {
            value = Double.parseDouble(asked.strip());
        } catch (NumberFormatException notANumber) {
            throw RefusedOptionException.outOfRange(called.apply(word), asked, range);
        }
        if (!inRange.test(value)) {
            throw RefusedOptionException.outOfRange(called.apply(word), asked, range);
        }
        return value;
    }
}
