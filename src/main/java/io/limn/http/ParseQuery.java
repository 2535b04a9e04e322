package io.limn.http;

import io.limn.frame.plate.ReadOption;
import io.limn.output.RenderOption;
import jakarta.ws.rs.core.UriInfo;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The query of a call that renders, as text, so that a wrong value can be named.
 *
 * @param outputs each one name, or several separated by commas
 * @param words the render options in the query
 * @param reading the read options in the query
 */
record ParseQuery(List<String> outputs, Map<RenderOption, String> words, Map<ReadOption, String> reading) {
    static final String OUTPUT = "output";
    /** An alias of {@link #OUTPUT}. */
    static final String OUTPUTS = "outputs";

    ParseQuery {
        outputs = List.copyOf(outputs);
        words = Map.copyOf(words);
        reading = Map.copyOf(reading);
    }

    static ParseQuery of(UriInfo address) {
        Map<String, List<String>> query = address.getQueryParameters();
        Map<RenderOption, String> words = new EnumMap<>(RenderOption.class);
        for (RenderOption option : RenderOption.values()) {
            query.getOrDefault(option.word(), List.of()).stream()
                    .findFirst()
                    .ifPresent(value -> words.put(option, value));
        }
        Map<ReadOption, String> reading = new EnumMap<>(ReadOption.class);
        for (ReadOption option : ReadOption.values()) {
            query.getOrDefault(option.word(), List.of()).stream()
                    .findFirst()
                    .ifPresent(value -> reading.put(option, value));
        }
        List<String> outputs = new ArrayList<>(query.getOrDefault(OUTPUT, List.of()));
        outputs.addAll(query.getOrDefault(OUTPUTS, List.of()));
        return new ParseQuery(outputs, words, reading);
    }
}
