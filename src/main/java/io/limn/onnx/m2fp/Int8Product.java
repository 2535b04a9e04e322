package io.limn.onnx.m2fp;

/**
 * A product's numbers as whole ones: a scale for each channel that leaves it, so that its largest weight is 63. Seven bits, because
 * x86 processors without VNNI add two products of bytes in 16 bits (VPMADDUBSW): 2 · 255 · 127 overflows there, 2 · 255 · 63
 * does not, so the answer is the same on every processor.
 */
record Int8Product(Product product, float inputScale) {
    private static final int MOST = 63;

    /** What one is worth, by channel. */
    float[] scales() {
        return scales(product.weights());
    }

    private float[] scales(float[] kernel) {
        float[] scales = new float[product.out()];
        int perChannel = kernel.length / scales.length;
        for (int i = 0; i < kernel.length; i++) {
            scales[i / perChannel] = Math.max(scales[i / perChannel], Math.abs(kernel[i]) / MOST);
        }
        for (int c = 0; c < scales.length; c++) {
            scales[c] = scales[c] > 0 ? scales[c] : 1;
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

    /** What one of the bias is worth: as much as a product of input and weight. */
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
