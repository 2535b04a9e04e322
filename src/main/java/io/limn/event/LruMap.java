package io.limn.event;

import java.util.LinkedHashMap;
import java.util.Map;

/** The most recently used entries, up to a limit. */
final class LruMap<V> extends LinkedHashMap<String, V> {
    private static final long serialVersionUID = 1L;
    private final int capacity;

    LruMap(int capacity) {
        super(16, 0.75f, true);
        this.capacity = capacity;
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
        return size() > capacity;
    }
}
