package io.limn.model;

/** What of ONNX Runtime computes the network. The last two need onnxruntime_gpu in place of onnxruntime. */
public enum Provider {
    CPU,
    CUDA,
    TENSORRT
}
