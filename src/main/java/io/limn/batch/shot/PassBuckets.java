package io.limn.batch.shot;

import io.limn.store.ObjectStore;

/** The store and buckets of a pass. */
record PassBuckets(ObjectStore store, String uploads, String results) {}
