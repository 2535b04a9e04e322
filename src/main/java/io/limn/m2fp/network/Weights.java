package io.limn.m2fp.network;

import io.limn.m2fp.graph.GraphBuilder;
import io.limn.m2fp.graph.Value;
import io.limn.m2fp.torch.CheckpointException;
import io.limn.m2fp.torch.TorchCheckpoint;
import io.limn.m2fp.torch.TorchTensor;
import java.util.Arrays;
import java.util.function.Supplier;

/** The checkpoint's tensors below a prefix, as weights of a graph. */
final class Weights {
    private final GraphBuilder graph;
    private final TorchCheckpoint checkpoint;
    private final String prefix;

    Weights(GraphBuilder graph, TorchCheckpoint checkpoint, String prefix) {
        this.graph = graph;
        this.checkpoint = checkpoint;
        this.prefix = prefix;
    }

    /** The full name of a tensor. */
    String nameOf(String name) {
        return prefix + name;
    }

    Weights at(String name) {
        return new Weights(graph, checkpoint, prefix + name + ".");
    }

    boolean has(String name) {
        return checkpoint.find(prefix + name).isPresent();
    }

    /** The number of consecutive tensors that match {@code pattern} with 0, 1, 2, … for {@code %d}. */
    int count(String pattern) {
        int count = 0;
        while (has(pattern.formatted(count))) {
            count++;
        }
        return count;
    }

    /** Dimension {@code axis} of a tensor that must have {@code sides} dimensions. */
    int side(String name, int sides, int axis) {
        TorchTensor tensor = checkpoint.tensor(prefix + name);
        if (tensor.shape().length != sides) {
            throw new CheckpointException("tensor '" + tensor.name() + "' is " + tensor.shapeText() + " where " + sides
                    + " sides are expected");
        }
        return Math.toIntExact(tensor.shape()[axis]);
    }

    /** A tensor of the checkpoint; -1 in {@code shape} matches any dimension. */
    TorchTensor tensor(String name, long... shape) {
        TorchTensor tensor = checkpoint.tensor(prefix + name);
        boolean fits = tensor.shape().length == shape.length;
        for (int i = 0; fits && i < shape.length; i++) {
            fits = shape[i] < 0 || shape[i] == tensor.shape()[i];
        }
        if (!fits) {
            String expected = String.join(
                    "x",
                    Arrays.stream(shape)
                            .mapToObj(side -> side < 0 ? "?" : Long.toString(side))
                            .toList());
            throw new CheckpointException(
                    "tensor '" + tensor.name() + "' is " + tensor.shapeText() + " where " + expected + " is expected");
        }
        return tensor;
    }

    /** A tensor unchanged, as a weight of the graph. */
    Value value(String name, long... shape) {
        TorchTensor tensor = tensor(name, shape);
        return graph.weight(tensor.name(), tensor.shape(), tensor::floats);
    }

    /** A vector reshaped for broadcasting, e.g. {@code C} as {@code C,1,1}. */
    Value shaped(String name, long[] shape) {
        long elements = Arrays.stream(shape).reduce(1, (a, b) -> a * b);
        TorchTensor tensor = tensor(name, elements);
        return graph.weight(tensor.name() + Arrays.toString(shape).replace(" ", ""), shape, tensor::floats);
    }

    /** A linear layer's matrix (out x in), transposed to in x out. */
    Value transposed(String name, int out, int in) {
        return transposedRows(name, 0, out, out, in);
    }

    /** Rows {@code from..from+rows} of a matrix of {@code all} rows, transposed to in x rows. */
    Value transposedRows(String name, int from, int rows, int all, int in) {
        TorchTensor tensor = tensor(name, all, in);
        return graph.weight(tensor.name() + ".T" + from, new long[] {in, rows}, () -> {
            float[] matrix = tensor.floats();
            float[] turned = new float[rows * in];
            for (int row = 0; row < rows; row++) {
                for (int column = 0; column < in; column++) {
                    turned[column * rows + row] = matrix[(from + row) * in + column];
                }
            }
            return turned;
        });
    }

    /** Rows of a matrix or, if {@code in} is 0, a part of a vector with the shape {@code rows x 1}. */
    Value rows(String name, int from, int rows, int all, int in) {
        TorchTensor tensor = in == 0 ? tensor(name, all) : tensor(name, all, in);
        int width = Math.max(1, in);
        return graph.weight(
                tensor.name() + ".rows" + from,
                new long[] {rows, width},
                () -> Arrays.copyOfRange(tensor.floats(), from * width, (from + rows) * width));
    }

    /** A part of a vector. */
    Value part(String name, int from, int count, int all) {
        TorchTensor tensor = tensor(name, all);
        return graph.weight(
                tensor.name() + ".part" + from,
                new long[] {count},
                () -> Arrays.copyOfRange(tensor.floats(), from, from + count));
    }

    /** A weight computed from several tensors, named after one of them. */
    Value made(String name, long[] shape, Supplier<float[]> numbers) {
        return graph.weight(prefix + name, shape, numbers);
    }

    Linear linear(String name, int out, int in) {
        return new Linear(this, name, tensor(name + ".weight", out, in), tensor(name + ".bias", out));
    }

    /** A convolution with the batch norm {@code name.norm} after it folded in. */
    Folded folded(String name, int out, int in, int size) {
        return new Folded(
                prefix + name, tensor(name + ".weight", out, in, size, size), new BatchNorm(at(name + ".norm"), out));
    }
}
