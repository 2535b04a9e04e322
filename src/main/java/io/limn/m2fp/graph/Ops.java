package io.limn.m2fp.graph;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import java.util.Arrays;
import java.util.List;

/** ONNX operators as methods, opset 17; maps are NCHW. */
public final class Ops {
    private final GraphBuilder graph;

    public Ops(GraphBuilder graph) {
        this.graph = graph;
    }

    public GraphBuilder graph() {
        return graph;
    }

    public Value scalar(float number) {
        return graph.scalar(number);
    }

    /** A convolution with a square kernel, padded by half its size. */
    public Value conv(Value x, Value weight, Value bias, int kernel, int stride) {
        int pad = kernel / 2;
        return graph.node(
                "Conv",
                bias == null ? List.of(x, weight) : List.of(x, weight, bias),
                Attribute.of("kernel_shape", kernel, kernel),
                Attribute.of("strides", stride, stride),
                Attribute.of("pads", pad, pad, pad, pad));
    }

    public Value maxPool(Value x, int kernel, int stride) {
        int pad = kernel / 2;
        return graph.node(
                "MaxPool",
                List.of(x),
                Attribute.of("kernel_shape", kernel, kernel),
                Attribute.of("strides", stride, stride),
                Attribute.of("pads", pad, pad, pad, pad));
    }

    /** Resizes a map to {@code sizes} (N, C, H, W): bilinear, half-pixel coordinates, without antialiasing. */
    public Value resize(Value x, Value sizes) {
        return graph.node(
                "Resize",
                Arrays.asList(x, null, null, sizes),
                Attribute.of("mode", "linear"),
                Attribute.of("coordinate_transformation_mode", "half_pixel"));
    }

    /** Samples {@code x} (N,C,H,W) at {@code grid} (N,h,w,2), x before y in -1..1: bilinear, zeros outside. */
    public Value gridSample(Value x, Value grid) {
        return graph.node(
                "GridSample",
                List.of(x, grid),
                Attribute.of("mode", "bilinear"),
                Attribute.of("padding_mode", "zeros"),
                Attribute.of("align_corners", 0));
    }

    public Value relu(Value x) {
        return graph.node("Relu", List.of(x));
    }

    public Value add(Value a, Value b) {
        return graph.node("Add", List.of(a, b));
    }

    public Value sub(Value a, Value b) {
        return graph.node("Sub", List.of(a, b));
    }

    public Value mul(Value a, Value b) {
        return graph.node("Mul", List.of(a, b));
    }

    public Value div(Value a, Value b) {
        return graph.node("Div", List.of(a, b));
    }

    public Value matMul(Value a, Value b) {
        return graph.node("MatMul", List.of(a, b));
    }

    /** {@code a·b + c} of matrices; {@code transA} and {@code transB} transpose {@code a} and {@code b} first. */
    public Value gemm(Value a, boolean transA, Value b, boolean transB, Value c) {
        return graph.node(
                "Gemm",
                c == null ? List.of(a, b) : List.of(a, b, c),
                Attribute.of("transA", transA ? 1 : 0),
                Attribute.of("transB", transB ? 1 : 0));
    }

    public Value softmax(Value x) {
        return graph.node("Softmax", List.of(x), Attribute.of("axis", -1));
    }

    public Value layerNorm(Value x, Value scale, Value bias) {
        return graph.node(
                "LayerNormalization",
                List.of(x, scale, bias),
                Attribute.of("axis", -1),
                Attribute.of("epsilon", 1e-5f));
    }

    public Value instanceNorm(Value x, Value scale, Value bias) {
        return graph.node("InstanceNormalization", List.of(x, scale, bias), Attribute.of("epsilon", 1e-5f));
    }

    /** Reshapes; 0 keeps a dimension, -1 is inferred. */
    public Value reshape(Value x, long... shape) {
        return graph.node("Reshape", List.of(x, graph.longs(shape)));
    }

    public Value reshape(Value x, Value shape) {
        return graph.node("Reshape", List.of(x, shape));
    }

    public Value transpose(Value x, long... order) {
        return graph.node("Transpose", List.of(x), Attribute.of("perm", order));
    }

    public Value concat(int axis, Value... parts) {
        return graph.node("Concat", List.of(parts), Attribute.of("axis", axis));
    }

    public List<Value> split(Value x, int axis, Value sizes, int parts) {
        return graph.nodes("", "Split", List.of(x, sizes), parts, Attribute.of("axis", axis));
    }

    public Value slice(Value x, int axis, long from, long to) {
        return graph.node("Slice", List.of(x, graph.longs(from), graph.longs(to), graph.longs(axis)));
    }

    public Value unsqueeze(Value x, long... axes) {
        return graph.node("Unsqueeze", List.of(x, graph.longs(axes)));
    }

    public Value sum(Value x, boolean keep, long... axes) {
        return graph.node("ReduceSum", List.of(x, graph.longs(axes)), Attribute.of("keepdims", keep ? 1 : 0));
    }

    public Value sin(Value x) {
        return graph.node("Sin", List.of(x));
    }

    public Value cos(Value x) {
        return graph.node("Cos", List.of(x));
    }

    public Value shape(Value x, int from, int to) {
        return graph.node("Shape", List.of(x), Attribute.of("start", from), Attribute.of("end", to));
    }

    public Value toFloat(Value x) {
        return graph.node("Cast", List.of(x), Attribute.of("to", DataType.FLOAT.getNumber()));
    }

    public Value expand(Value x, Value shape) {
        return graph.node("Expand", List.of(x, shape));
    }

    /** {@code 0, 1, … n-1} as floats, for a scalar count. */
    public Value countTo(Value scalar) {
        return toFloat(graph.node(
                "Range",
                List.of(
                        graph.node("Squeeze", List.of(graph.longs(0))),
                        graph.node("Squeeze", List.of(scalar)),
                        graph.node("Squeeze", List.of(graph.longs(1))))));
    }

    public Value less(Value a, Value b) {
        return graph.node("Less", List.of(a, b));
    }

    public Value where(Value condition, Value yes, Value no) {
        return graph.node("Where", List.of(condition, yes, no));
    }

    public Value max(Value x, int axis) {
        return graph.node(
                "ReduceMax", List.of(x), Attribute.of("axes", new long[] {axis}), Attribute.of("keepdims", 1));
    }

    /** The minimum over all elements. */
    public Value least(Value x) {
        return graph.node("ReduceMin", List.of(x), Attribute.of("keepdims", 0));
    }

    /** The maximum over all elements. */
    public Value greatest(Value x) {
        return graph.node("ReduceMax", List.of(x), Attribute.of("keepdims", 0));
    }

    /** Clamps to the range between two scalars. */
    public Value clip(Value x, Value least, Value greatest) {
        return graph.node("Clip", List.of(x, least, greatest));
    }

    /** Quantizes floats to uint8: {@code x / scale + zero}, rounded and saturated. */
    public Value quantize(Value x, Value scale, Value zero) {
        return graph.node("QuantizeLinear", List.of(x, scale, zero));
    }

    /** Dequantizes integers to floats: {@code (x - zero) * scale}, with scale and zero point for the tensor or per index of axis 0. */
    public Value dequantize(Value x, Value scale, Value zero) {
        return graph.node("DequantizeLinear", List.of(x, scale, zero), Attribute.of("axis", 0));
    }
}
