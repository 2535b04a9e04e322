package io.limn.m2fp.network;

import io.limn.m2fp.graph.Ops;
import io.limn.m2fp.graph.Value;
import io.limn.m2fp.torch.TorchTensor;
import java.util.Arrays;

/**
 * Mask logits: the dot product of each query's mask embedding, from a perceptron, with the mask features. The features are a 1x1
 * convolution {@code K·p + k} of the pyramid's map {@code p}, so the convolution can be folded into the perceptron's last layer, which
 * runs once per query instead of once per cell.
 */
final class MaskHead {
    private final Ops ops;
    private final Layers layers;
    private final GraphOptimizations optimizations;
    private final Weights perceptron;
    private final Weights pixels;
    private final int in;
    private final int channels;
    private final int maskChannels;

    /**
     * @param perceptron weights of {@code mask_embed}
     * @param pixels weights of the pixel decoder, including {@code mask_features}
     * @param in channels per query
     */
    MaskHead(
            Ops ops,
            GraphOptimizations optimizations,
            Weights perceptron,
            Weights pixels,
            int in,
            PixelDecoder.Features features) {
        this.ops = ops;
        this.layers = new Layers(ops, optimizations);
        this.optimizations = optimizations;
        this.perceptron = perceptron;
        this.pixels = pixels;
        this.in = in;
        this.channels = features.channels();
        this.maskChannels = features.maskChannels();
    }

    /** The map that {@link #logits} needs. */
    Value map(PixelDecoder.Features features) {
        return optimizations.smallMasks() ? features.pyramid() : features.maskFeatures();
    }

    /**
     * @param normed queries x channels
     * @param cells the map's channels x cells
     * @return queries x cells
     */
    Value logits(Value normed, Value cells) {
        int last = perceptron.count("layers.%d.weight") - 1;
        if (!optimizations.smallMasks()) {
            return ops.matMul(layers.perceptron(perceptron, normed, in, last + 1), cells);
        }
        Value inner = last == 0 ? normed : ops.relu(layers.perceptron(perceptron, normed, in, last));
        Value row = ops.gemm(inner, false, folded(last), true, foldedBias(last));
        return ops.gemm(ops.slice(row, 1, 0, channels), false, cells, false, ops.slice(row, 1, channels, channels + 1));
    }

    /** {@code (K | k)ᵀ·W}, (channels + 1) x inner, where W is the last layer's matrix. */
    private Value folded(int last) {
        TorchTensor matrix = perceptron.tensor("layers." + last + ".weight", maskChannels, -1);
        int inner = Math.toIntExact(matrix.shape()[1]);
        return perceptron.made("layers." + last + ".folded", new long[] {channels + 1, inner}, () -> {
            return product(matrix.floats(), inner);
        });
    }

    private Value foldedBias(int last) {
        TorchTensor bias = perceptron.tensor("layers." + last + ".bias", maskChannels);
        return perceptron.made(
                "layers." + last + ".folded_bias", new long[] {channels + 1}, () -> product(bias.floats(), 1));
    }

    /** {@code (K | k)ᵀ} times a matrix of mask channels x width. */
    private float[] product(float[] matrix, int width) {
        float[] kernel = pixels.tensor("mask_features.weight", maskChannels, channels, 1, 1)
                .floats();
        float[] shift = pixels.tensor("mask_features.bias", maskChannels).floats();
        float[] product = new float[(channels + 1) * width];
        double[] sums = new double[width];
        for (int c = 0; c <= channels; c++) {
            Arrays.fill(sums, 0);
            for (int m = 0; m < maskChannels; m++) {
                double factor = c == channels ? shift[m] : kernel[m * channels + c];
                for (int x = 0; x < width; x++) {
                    sums[x] += factor * matrix[m * width + x];
                }
            }
            for (int x = 0; x < width; x++) {
                product[c * width + x] = (float) sums[x];
            }
        }
        return product;
    }
}
