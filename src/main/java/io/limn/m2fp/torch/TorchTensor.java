package io.limn.m2fp.torch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.Arrays;

/**
 * A tensor of a checkpoint: a view of a storage that stays in the file until it is read.
 *
 * @param shape as in PyTorch
 */
public record TorchTensor(String name, Storage storage, long offset, long[] shape, long[] strides) {
    /** The element type of a storage. */
    public enum Type {
        FLOAT(4),
        LONG(8);

        final int bytes;

        Type(int bytes) {
            this.bytes = bytes;
        }
    }

    /** One storage entry of the file; opened when a tensor is read. */
    record Storage(Type type, String key, long elements, Source source) {
        interface Source {
            ByteBuffer open(String key) throws IOException;
        }
    }

    /** The same tensor under another name. */
    TorchTensor named(String newName) {
        return new TorchTensor(newName, storage, offset, shape, strides);
    }

    public Type type() {
        return storage.type();
    }

    /**
     * The number of elements.
     *
     * @throws CheckpointException if it doesn't fit into a long
     */
    public long elements() {
        try {
            return Arrays.stream(shape).reduce(1, Math::multiplyExact);
        } catch (ArithmeticException e) {
            throw new CheckpointException("tensor '" + name + "' has an odd shape: " + shapeText(), e);
        }
    }

    /** The shape as text, e.g. {@code 64x3x3x3}. */
    public String shapeText() {
        return text(shape);
    }

    static String text(long[] shape) {
        return shape.length == 0
                ? "scalar"
                : String.join("x", Arrays.stream(shape).mapToObj(Long::toString).toList());
    }

    /**
     * The numbers, row-major.
     *
     * @throws CheckpointException if the tensor isn't float, or extends beyond its storage
     */
    public float[] floats() {
        if (type() != Type.FLOAT) {
            throw new CheckpointException("tensor '" + name + "' holds integers where float32 is needed");
        }
        check();
        FloatBuffer all;
        try {
            ByteBuffer bytes = storage.source().open(storage.key());
            if (bytes.remaining() / Float.BYTES < storage.elements()) {
                throw new CheckpointException("the storage of tensor '" + name + "' has " + bytes.remaining()
                        + " bytes, too few for " + storage.elements() + " numbers");
            }
            all = bytes.asFloatBuffer();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        float[] values = new float[Math.toIntExact(elements())];
        if (contiguous()) {
            all.get((int) offset, values);
        } else {
            gather(all, values, new int[] {0}, 0, offset);
        }
        return values;
    }

    private void check() {
        long last = offset;
        for (int i = 0; i < shape.length; i++) {
            if (shape[i] < 1 || strides[i] < 0) {
                throw new CheckpointException(
                        "tensor '" + name + "' has an odd shape: " + shapeText() + ", strides " + text(strides));
            }
            last = reach(last, shape[i] - 1, strides[i]);
        }
        if (offset < 0 || last >= storage.elements() || elements() > storage.elements()) {
            throw new CheckpointException("tensor '" + name + "' (" + shapeText() + ") reaches outside its storage of "
                    + storage.elements() + " numbers");
        }
    }

    private static long reach(long from, long steps, long stride) {
        try {
            return Math.addExact(from, Math.multiplyExact(steps, stride));
        } catch (ArithmeticException e) {
            return Long.MAX_VALUE;
        }
    }

    private boolean contiguous() {
        long step = 1;
        for (int i = shape.length - 1; i >= 0; i--) {
            if (shape[i] != 1 && strides[i] != step) {
                return false;
            }
            step *= shape[i];
        }
        return true;
    }

    private void gather(FloatBuffer all, float[] values, int[] next, int axis, long at) {
        if (axis == shape.length) {
            values[next[0]++] = all.get((int) at);
            return;
        }
        for (long i = 0; i < shape[axis]; i++) {
            gather(all, values, next, axis + 1, at + i * strides[axis]);
        }
    }
}
