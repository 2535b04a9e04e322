package io.limn.job;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A queue in which callers take turns, each caller's entries in order of arrival. Every operation except {@link #displaced} takes constant
 * time. Not synchronized.
 */
final class Lane<W> {
    /** Ordered sets, so that an entry that gives up is removed in constant time; the caller whose turn is next comes first. */
    private final Map<String, LinkedHashSet<W>> callers = new LinkedHashMap<>();

    private int size;

    void add(String caller, W waiter) {
        callers.computeIfAbsent(caller, first -> new LinkedHashSet<>()).add(waiter);
        size++;
    }

    /** Returns whether it was still waiting. */
    boolean remove(String caller, W waiter) {
        LinkedHashSet<W> own = callers.get(caller);
        if (own == null || !own.remove(waiter)) {
            return false;
        }
        if (own.isEmpty()) {
            callers.remove(caller);
        }
        size--;
        return true;
    }

    /** Whose turn it is; null if none waits. */
    W first() {
        return size == 0 ? null : callers.values().iterator().next().iterator().next();
    }

    /** Removes {@link #first}; its caller's next turn comes after those of all others. */
    void took() {
        Map.Entry<String, LinkedHashSet<W>> next = callers.entrySet().iterator().next();
        String caller = next.getKey();
        LinkedHashSet<W> own = callers.remove(caller);
        own.remove(own.iterator().next());
        size--;
        if (!own.isEmpty()) {
            callers.put(caller, own);
        }
    }

    /** The newest entry of the caller with the most, if this caller would still have fewer with one more; else empty. */
    Optional<W> displaced(String caller) {
        LinkedHashSet<W> most = new LinkedHashSet<>();
        for (LinkedHashSet<W> own : callers.values()) {
            most = own.size() > most.size() ? own : most;
        }
        int mine = callers.containsKey(caller) ? callers.get(caller).size() : 0;
        if (most.size() <= mine + 1) {
            return Optional.empty();
        }
        W newest = null;
        for (W waiter : most) {
            newest = waiter;
        }
        return Optional.of(newest);
    }

    int size() {
        return size;
    }

    List<W> all() {
        return callers.values().stream().flatMap(LinkedHashSet::stream).toList();
    }

    void clear() {
        callers.clear();
        size = 0;
    }
}
