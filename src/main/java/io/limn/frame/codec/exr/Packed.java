package io.limn.frame.codec.exr;

/** Bytes of a chunk as they are in the file. */
record Packed(byte[] array, int from, int size) {
    int end() {
        return from + size;
    }
}
