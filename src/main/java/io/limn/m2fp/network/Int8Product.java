package io.limn.m2fp.network;

/**
 * A product's weights and bias as integers, with one scale per output channel.
 *
 * <p>x86 processors without VNNI add the products of two neighbouring pairs of uint8 input and int8 weight in 16 bits (VPMADDUBSW), which
 * saturates beyond 255 · 128. So a channel's scale is chosen such that no weight exceeds 127, nor does the sum of two neighbours of the same
 * sign. Neighbours are meant in the order in which ONNX Runtime lays out a product: all channels of one kernel position, then those of the
 * next.
 */
record Int8Product(Product product, float inputScale) {
    private static final int MOST = 127;

    /** The weights' quantization step for each output channel. */
    float[] scales() {
        return scales(product.weights());
    }

    private float[] scales(float[] kernel) {
        int out = product.out();
        int in = Math.toIntExact(product.shape()[1]);
        int each = kernel.length / out;
        int places = each / in;
        float[] scales = new float[out];
        for (int c = 0; c < out; c++) {
            float most = 0;
            float before = 0;
            for (int k = 0; k < each; k++) {
                float weight = kernel[c * each + k % in * places + k / in];
                boolean joins = k % 2 == 1 && before * weight > 0;
                most = Math.max(most, Math.abs(joins ? before + weight : weight));
                before = weight;
            }
            scales[c] = most > 0 ? most / MOST : 1;
        }
        return scales;
    }

    byte[] weights() {
        float[] kernel = product.weights();
        float[] scales = scales(kernel);
        int perChannel = kernel.length / scales.length;
        byte[] weights = new byte[kernel.length];
        for (int i = 0; i < kernel.length; i++) {
            weights[i] = (byte) Math.max(-MOST, Math.min(MOST, Math.rint(kernel[i] / scales[i / perChannel])));
        }
        return weights;
    }

    /** The bias's quantization step for each output channel: that of the input times that of the weights. */
    float[] biasScales() {
        float[] scales = scales();
        for (int c = 0; c < scales.length; c++) {
            scales[c] *= inputScale;
        }
        return scales;
    }

    int[] bias() {
        float[] bias = product.bias();
        float[] scales = biasScales();
        int[] whole = new int[bias.length];
        for (int c = 0; c < whole.length; c++) {
            whole[c] = (int) Math.rint((double) bias[c] / scales[c]);
        }
        return whole;
    }
}
