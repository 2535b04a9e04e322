package io.limn.store;

/** An object with its bytes, both of one version. */
public record WholeObject(ObjectVersion version, byte[] bytes) {}
