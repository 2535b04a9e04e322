package io.limn.batch.shot;

import io.limn.store.ObjectStore;

/** Where a pass reads and writes. */
record PassBuckets(ObjectStore store, String uploads, String results) {}
