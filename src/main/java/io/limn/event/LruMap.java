package io.limn.event;

import java.util.LinkedHashMap;
import java.util.Map;

/** What was used last, so many of it. */
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
