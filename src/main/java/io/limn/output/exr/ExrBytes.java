package io.limn.output.exr;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** A byte buffer for EXR files: little-endian numbers and zero-terminated names. */
final class ExrBytes extends ByteArrayOutputStream {
    ExrBytes(int capacity) {
        super(capacity);
    }

    ExrBytes int32(int value) {
        write(value);
        write(value >> 8);
        write(value >> 16);
        write(value >> 24);
        return this;
    }

    ExrBytes int64(long value) {
        return int32((int) value).int32((int) (value >> 32));
    }

    ExrBytes float32(float value) {
        return int32(Float.floatToRawIntBits(value));
    }

    ExrBytes name(String text) {
        writeBytes(text.getBytes(StandardCharsets.UTF_8));
        write(0);
        return this;
    }
}
