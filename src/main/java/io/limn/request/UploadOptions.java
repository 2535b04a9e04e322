package io.limn.request;

import io.limn.frame.plate.ReadOption;
import io.limn.frame.plate.ReadOptions;
import io.limn.output.Output;
import io.limn.output.RenderOption;
import io.limn.output.RenderOptions;
import io.limn.parsing.Reuse;
import io.limn.problem.RefusedOptionException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What an upload asks for, in the user metadata of its object: {@code limn-output} (or {@code limn-outputs}), and {@code limn-} with the
 * word of each {@link RenderOption} and {@link ReadOption}; over HTTP each with {@code x-amz-meta-} before it. Values are percent-encoded where they are not ASCII.
 */
public final class UploadOptions {
    /** Names the job of the HTTP interface that a picture came with. */
    static final String JOB = "limn-job";

    /** Says that a picture is a frame of a shot and is not parsed by itself. */
    static final String SHOT = "limn-shot";

    /** Names the caller, as a hash; callers take turns among frames of jobs. */
    static final String CALLER = "limn-caller";

    private static final String PREFIX = "limn-";
    private static final String HEADER = "x-amz-meta-";
    private static final String OUTPUT = "limn-output";
    private static final String OUTPUTS = "limn-outputs";
    private static final String REUSE = PREFIX + ReuseOption.WORD;
    private static final List<String> NAMES = Stream.of(
                    Stream.of(OUTPUT, OUTPUTS, REUSE),
                    Arrays.stream(RenderOption.values()).map(option -> PREFIX + option.word()),
                    Arrays.stream(ReadOption.values()).map(option -> PREFIX + option.word()))
            .flatMap(names -> names)
            .toList();

    private final Catalogue catalogue;
    private final OptionParser words;

    public UploadOptions(Catalogue catalogue) {
        this.catalogue = catalogue;
        this.words = new OptionParser(catalogue, option -> HEADER + PREFIX + option);
    }

    /** The request that this metadata makes; if it can't be read, a refused request that says why. */
    public FrameRequest read(Source source, Map<String, String> metadata) {
        try {
            check(metadata);
            String outputs = value(metadata, metadata.containsKey(OUTPUT) ? OUTPUT : OUTPUTS);
            Set<Output> drawn = outputs == null
                    ? catalogue.defaultOutputs()
                    : words.outputs(List.of(outputs)).drawn();
            return new FrameRequest(source, drawn, words.options(option -> value(metadata, PREFIX + option.word())))
                    .with(words.reading(option -> value(metadata, PREFIX + option.word())));
        } catch (RefusedOptionException refused) {
            return new FrameRequest(
                    source,
                    catalogue.defaultOutputs(),
                    catalogue.defaultOptions(),
                    ReadOptions.DEFAULT,
                    refused.problem());
        }
    }

    /** Whether this upload is part of a job that a caller waits for. */
    public static boolean isOfJob(Map<String, String> metadata) {
        return metadata.containsKey(JOB);
    }

    /** Whether this upload is only a frame of a shot: it is parsed with the shot, not by itself. */
    public static boolean isOfShot(Map<String, String> metadata) {
        return metadata.containsKey(SHOT);
    }

    /** The caller that takes turns; empty if none is named. */
    public static String caller(Map<String, String> metadata) {
        return metadata.getOrDefault(CALLER, "");
    }

    /**
     * How a shot reuses what has not changed between its frames.
     *
     * @param metadata of the shot's marker
     * @throws RefusedOptionException if its word can't be read
     */
    public static Optional<Reuse> reuse(Map<String, String> metadata, ReuseOption option) {
        return option.read(metadata.get(REUSE), HEADER + REUSE);
    }

    /** The word that {@link #reuse} reads back. */
    public static Map<String, String> ofReuse(String word) {
        return word == null || word.isBlank() ? Map.of() : Map.of(REUSE, word.strip());
    }

    /** The metadata that marks a frame of a shot, which is not parsed by itself. */
    public static Map<String, String> ofShot(String shot) {
        return Map.of(SHOT, shot);
    }

    /** The words that {@link #read} reads back, with the job and its caller. */
    public static Map<String, String> written(
            String job, String caller, Set<Output> outputs, RenderOptions options, ReadOptions reading) {
        Map<String, String> metadata = new TreeMap<>();
        metadata.put(JOB, job);
        if (!caller.isEmpty()) {
            metadata.put(CALLER, caller);
        }
        metadata.put(OUTPUTS, outputs.isEmpty() ? OptionParser.JSON : String.join(",", Output.kinds(outputs)));
        OptionParser.words(options).forEach((option, word) -> metadata.put(PREFIX + option.word(), encoded(word)));
        OptionParser.words(reading).forEach((option, word) -> metadata.put(PREFIX + option.word(), encoded(word)));
        return metadata;
    }

    /** The words alone, for telling whether two uploads ask for the same. */
    public static Map<String, String> words(Map<String, String> metadata) {
        Map<String, String> words = new TreeMap<>(metadata);
        words.keySet().removeIf(name -> !name.startsWith(PREFIX));
        return words;
    }

    private static String encoded(String word) {
        return URLEncoder.encode(word, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static void check(Map<String, String> metadata) {
        for (String name : metadata.keySet()) {
            if (name.startsWith(PREFIX)
                    && !NAMES.contains(name)
                    && !name.equals(JOB)
                    && !name.equals(SHOT)
                    && !name.equals(CALLER)) {
                throw RefusedOptionException.unknownOption(HEADER + name, headers());
            }
        }
    }

    private static List<String> headers() {
        List<String> headers = new ArrayList<>();
        NAMES.forEach(name -> headers.add(HEADER + name));
        return headers;
    }

    private static String value(Map<String, String> metadata, String name) {
        String value = metadata.get(name);
        if (value == null || value.indexOf('%') < 0) {
            return value;
        }
        try {
            return URLDecoder.decode(value.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notEncoded) {
            throw RefusedOptionException.outOfRange(HEADER + name, value, "percent-encoded text");
        }
    }
}
