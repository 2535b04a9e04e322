package io.limn.job;

import io.limn.store.ObjectInfo;

/** Is told of uploads that this process itself has stored, and sees to it that they are worked on where nothing else would soon. */
public interface Arrivals {
    /** Must not block, and may do nothing where the store or a queue tells of uploads anyway. */
    void arrived(ObjectInfo upload);
}
