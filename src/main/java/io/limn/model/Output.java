package io.limn.model;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.TensorInfo;
import io.limn.model.decode.Head;
import io.limn.model.input.InputSize;
import io.limn.model.input.Layout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** An output of a network that its manifest's heads name, with the shape and type it must have. */
sealed interface Output {
    String name();

    /** The manifest's field that names it. */
    String field();

    /** The shape it has for an input of this size. */
    long[] shape(InputSize size);

    /** Shape and type in words. */
    String text();

    /** This output as the network declares it, free dimensions being negative; null where it can't be this one. */
    Output declared(TensorInfo tensor);

    /** The type of its values. */
    default OnnxJavaType type() {
        return OnnxJavaType.FLOAT;
    }

    /** The outputs of all heads. */
    static List<Output> of(ModelPackage model) {
        List<Output> outputs = new ArrayList<>();
        List<Head> heads = model.manifest().heads();
        for (int i = 0; i < heads.size(); i++) {
            outputs.addAll(heads.get(i).accept(new HeadOutputs(model, "heads[" + i + "].")));
        }
        return outputs;
    }

    /**
     * 1×C×h×w floats, or 1×h×w×C.
     *
     * @param stride input pixels per cell
     */
    record Planes(String name, String field, int channels, int stride, Layout layout) implements Output {
        @Override
        public long[] shape(InputSize size) {
            int rows = InputSize.cells(size.height(), stride);
            int columns = InputSize.cells(size.width(), stride);
            return layout == Layout.NCHW
                    ? new long[] {1, channels, rows, columns}
                    : new long[] {1, rows, columns, channels};
        }

        @Override
        public String text() {
            return (layout == Layout.NCHW ? "1x" + channels + "xHxW" : "1xHxWx" + channels) + " floats";
        }

        @Override
        public Output declared(TensorInfo tensor) {
            long[] shape = tensor.getShape();
            int at = layout == Layout.NCHW ? 1 : 3;
            boolean fits =
                    tensor.type == OnnxJavaType.FLOAT && shape.length == 4 && (shape[at] <= 0 || shape[at] == channels);
            return fits ? this : null;
        }
    }

    /** 1×R×C floats, whatever the input's size. */
    record Table(String name, String field, int rows, int columns) implements Output {
        @Override
        public long[] shape(InputSize size) {
            return new long[] {1, rows, columns};
        }

        @Override
        public String text() {
            return "1x" + rows + "x" + columns + " floats";
        }

        @Override
        public Output declared(TensorInfo tensor) {
            long[] shape = tensor.getShape();
            boolean fits = tensor.type == OnnxJavaType.FLOAT
                    && shape.length == 3
                    && (shape[1] <= 0 || shape[1] == rows)
                    && (shape[2] <= 0 || shape[2] == columns);
            return fits ? this : null;
        }
    }

    /**
     * h×w ids.
     *
     * @param rowsAt which dimension the rows are, of {@code rank}
     */
    record Ids(String name, String field, int stride, Place rowsAt, OnnxJavaType type) implements Output {
        static final Place UNKNOWN = new Place(0, 0);
        private static final Set<OnnxJavaType> TYPES = EnumSet.of(
                OnnxJavaType.INT64, OnnxJavaType.INT32, OnnxJavaType.UINT8, OnnxJavaType.INT8, OnnxJavaType.FLOAT);

        /** Where the rows are among {@code rank} dimensions; columns follow. */
        record Place(int rank, int rows) {}

        @Override
        public long[] shape(InputSize size) {
            long[] shape = new long[rowsAt.rank()];
            Arrays.fill(shape, 1);
            shape[rowsAt.rows()] = InputSize.cells(size.height(), stride);
            shape[rowsAt.rows() + 1] = InputSize.cells(size.width(), stride);
            return shape;
        }

        @Override
        public String text() {
            return "1xHxW, 1x1xHxW or 1xHxWx1 label ids (int64, int32, uint8, int8 or float32)";
        }

        @Override
        public Output declared(TensorInfo tensor) {
            long[] shape = tensor.getShape();
            Place place = null;
            if (shape.length == 3) {
                place = new Place(3, 1);
            } else if (shape.length == 4 && shape[1] == 1) {
                place = new Place(4, 2);
            } else if (shape.length == 4 && shape[3] == 1) {
                place = new Place(4, 1);
            }
            return place == null || !TYPES.contains(tensor.type)
                    ? null
                    : new Ids(name, field, stride, place, tensor.type);
        }
    }
}
