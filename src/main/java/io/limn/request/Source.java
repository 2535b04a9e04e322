package io.limn.request;

import io.limn.store.ObjectVersion;

/** Where a frame comes from. */
public sealed interface Source {
    /** The key or file name that result names are made from, e.g. {@code shots/sh010/plate.0001.jpg}. */
    String name();

    /** How the log names it, e.g. {@code plate.0001.jpg (request 5f03a9c1)}. */
    default String label() {
        return name();
    }

    /**
     * An object in a bucket.
     *
     * @param object as the event or listing gave it; the object is read on condition that it still has this eTag
     */
    record Stored(ObjectVersion object) implements Source {
        @Override
        public String name() {
            return object.key();
        }
    }

    /** Bytes already here: an HTTP body or a local file. */
    record Inline(String name, byte[] bytes, String label) implements Source {
        public Inline(String name, byte[] bytes) {
            this(name, bytes, name);
        }
    }
}
