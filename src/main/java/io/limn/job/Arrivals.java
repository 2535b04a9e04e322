package io.limn.job;

import io.limn.store.ObjectInfo;

/** Notified of uploads stored by this process itself, and processes them if no event will. */
@FunctionalInterface
public interface Arrivals {
    /** Must not block, and may do nothing where the store or a queue reports uploads anyway. */
    void arrived(ObjectInfo upload);

    /**
     * An upload's result is to be drawn again, since its edits have changed: no event tells of that. Must not block.
     *
     * @param key in the uploads bucket
     */
    default void changed(String key) {}
}
