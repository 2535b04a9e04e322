package io.limn.model;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;

/** Floats that the network reads and writes in place. */
final class DirectFloats {
    private DirectFloats() {}

    /** Zeros. */
    static FloatBuffer of(int count) {
        return ByteBuffer.allocateDirect(Math.multiplyExact(count, Float.BYTES))
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
    }
}
