package io.limn.model.graph;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;

/** Direct buffers of floats, which the network reads and writes in place. */
public final class DirectFloats {
    private DirectFloats() {}

    /** A direct buffer of zeros, in native byte order. */
    public static FloatBuffer of(int count) {
        return ByteBuffer.allocateDirect(Math.multiplyExact(count, Float.BYTES))
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
    }
}
