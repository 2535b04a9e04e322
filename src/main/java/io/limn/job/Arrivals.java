package io.limn.job;

import io.limn.store.ObjectInfo;

/** Notified of uploads stored by this process itself, and processes them if no event will. */
@FunctionalInterface
public interface Arrivals {
    /** Must not block, and may do nothing where the store or a queue reports uploads anyway. */
    void arrived(ObjectInfo upload);

    /**
     * Asks for an upload's result to be drawn again because its edits have changed; no event reports that. Must not block.
     *
     * @param key in the uploads bucket
     */
    default void changed(String key) {}
}
