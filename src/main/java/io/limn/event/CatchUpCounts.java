package io.limn.event;

import io.limn.event.CatchUp.Ending;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** How many uploads of a catch-up ended in each way. */
public record CatchUpCounts(Map<Ending, Long> byEnding) {
    public CatchUpCounts {
        byEnding = Map.copyOf(byEnding);
    }

    public long of(Ending ending) {
        return byEnding.getOrDefault(ending, 0L);
    }

    /** All uploads that the run has handled. */
    public long total() {
        return byEnding.values().stream().mapToLong(Long::longValue).sum();
    }

    /** E.g. {@code 12 parsed, 2 failed}. */
    @Override
    public String toString() {
        return Arrays.stream(Ending.values())
                .filter(ending -> of(ending) > 0)
                .map(ending -> of(ending) + " "
                        + ending.name().toLowerCase(Locale.ROOT).replace('_', ' '))
                .collect(Collectors.joining(", "));
    }

    /** Adds up endings. */
    static final class Sum {
        private final Map<Ending, Long> byEnding = new EnumMap<>(Ending.class);

        void add(Ending ending) {
            byEnding.merge(ending, 1L, Long::sum);
        }

        CatchUpCounts counts() {
            return new CatchUpCounts(byEnding);
        }
    }
}
