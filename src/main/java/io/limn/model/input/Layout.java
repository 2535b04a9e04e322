package io.limn.model.input;

/** The order of a tensor's dimensions. */
public enum Layout {
    /** Batch, channels, rows, columns: plane by plane. */
    NCHW,
    /** Batch, rows, columns, channels: pixel by pixel. */
    NHWC
}
