package io.limn.job;

import io.limn.store.ObjectInfo;

/** Notified of uploads stored by this process itself, and processes them if no event will. */
public interface Arrivals {
    /** Must not block, and may do nothing where the store or a queue tells of uploads anyway. */
    void arrived(ObjectInfo upload);
}
