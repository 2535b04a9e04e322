package io.limn.event;

import io.limn.event.CatchUp.Ending;
import java.util.EnumMap;
import java.util.Map;

/** How many uploads of a catch-up ended in each way. */
public record CatchUpCounts(Map<Ending, Long> byEnding) {
    public CatchUpCounts {
        byEnding = Map.copyOf(byEnding);
    }

    public long of(Ending ending) {
        return byEnding.getOrDefault(ending, 0L);
    }

    /** All uploads that were looked at. */
    public long total() {
        return byEnding.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Counts as they come. */
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
