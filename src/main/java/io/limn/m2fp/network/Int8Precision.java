package io.limn.m2fp.network;

import io.limn.m2fp.graph.GraphBuilder;
import io.limn.m2fp.graph.Ops;
import io.limn.m2fp.graph.Value;
import java.util.HashMap;
import java.util.Map;

/**
 * Computes in int8 where that changes little: operators in floating point between quantize and dequantize nodes, which a runtime executes
 * in int8 (ONNX calls the pattern QDQ). Values that accumulate over many layers stay in floating point, so a shortcut is never rounded.
 */
final class Int8Precision implements Precision {
    private final Ops ops;
    private final GraphBuilder graph;
    private final Ranges ranges;
    private final Precision others;
    private final Map<Value, Value> rounded = new HashMap<>();

    Int8Precision(Ops ops, Ranges ranges, Precision others) {
        this.ops = ops;
        this.ranges = ranges;
        this.others = others;
        graph = ops.graph();
    }

    @Override
    public Value convolved(Folded convolution, Value x, int stride) {
        if (!Ranges.wanted(convolution.name())) {
            return others.convolved(convolution, x, stride);
        }
        return rounded(product(convolution, x, stride), ranges.of(Ranges.leaving(convolution)));
    }

    /** The ReLU's result is not quantized here but by the next convolution, whose input it is. */
    @Override
    public Value rectified(Folded convolution, Value x, int stride) {
        return Ranges.wanted(convolution.name())
                ? ops.relu(product(convolution, x, stride))
                : others.rectified(convolution, x, stride);
    }

    @Override
    public Value linear(Linear layer, Value x) {
        if (!Ranges.wanted(layer.name())) {
            return others.linear(layer, x);
        }
        Int8Product whole =
                new Int8Product(layer, ranges.of(Ranges.entering(layer)).scale());
        return ops.gemm(entering(layer, x), false, weights(whole), true, bias(whole));
    }

    private Value product(Folded convolution, Value x, int stride) {
        Int8Product whole = new Int8Product(
                convolution, ranges.of(Ranges.entering(convolution)).scale());
        return ops.conv(entering(convolution, x), weights(whole), bias(whole), convolution.size(), stride);
    }

    private Value entering(Product product, Value x) {
        return rounded.computeIfAbsent(x, value -> rounded(value, ranges.of(Ranges.entering(product))));
    }

    private Value rounded(Value x, Ranges.Range range) {
        Value scale = graph.scalar(range.scale());
        Value zero = graph.uint8(range.zero());
        return ops.dequantize(ops.quantize(x, scale, zero), scale, zero);
    }

    private Value weights(Int8Product whole) {
        String name = whole.product().name() + ".weight.int8";
        long[] channels = {whole.product().out()};
        return ops.dequantize(
                graph.int8Weight(name, whole.product().shape(), whole::weights),
                graph.weight(name + ".scale", channels, whole::scales),
                graph.int8Weight("zero_int8_" + channels[0], channels, () -> new byte[(int) channels[0]]));
    }

    private Value bias(Int8Product whole) {
        String name = whole.product().name() + ".bias.int32";
        long[] channels = {whole.product().out()};
        return ops.dequantize(
                graph.int32Weight(name, channels, whole::bias),
                graph.weight(name + ".scale", channels, whole::biasScales),
                graph.int32Weight("zero_int32_" + channels[0], channels, () -> new int[(int) channels[0]]));
    }
}
