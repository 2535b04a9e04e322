package io.limn.m2fp.network;

import io.limn.m2fp.torch.TorchTensor;

/** A batch norm, which at inference is a scale and a shift per channel and is folded into the convolution before it. */
final class BatchNorm {
    private static final double EPSILON = 1e-5;

    private final TorchTensor weight;
    private final TorchTensor bias;
    private final TorchTensor mean;
    private final TorchTensor variance;

    BatchNorm(Weights norm, int channels) {
        weight = norm.tensor("weight", channels);
        bias = norm.tensor("bias", channels);
        mean = norm.tensor("running_mean", channels);
        variance = norm.tensor("running_var", channels);
    }

    /** The kernel, output channels first, with the scale applied. */
    float[] kernel(float[] kernel) {
        double[] scale = scale();
        int perChannel = kernel.length / scale.length;
        for (int i = 0; i < kernel.length; i++) {
            kernel[i] = (float) (kernel[i] * scale[i / perChannel]);
        }
        return kernel;
    }

    float[] bias() {
        double[] scale = scale();
        float[] shift = bias.floats();
        float[] centre = mean.floats();
        for (int c = 0; c < shift.length; c++) {
            shift[c] = (float) (shift[c] - centre[c] * scale[c]);
        }
        return shift;
    }

    private double[] scale() {
        float[] gain = weight.floats();
        float[] spread = variance.floats();
        double[] scale = new double[gain.length];
        for (int c = 0; c < scale.length; c++) {
            scale[c] = gain[c] / Math.sqrt(spread[c] + EPSILON);
        }
        return scale;
    }
}
