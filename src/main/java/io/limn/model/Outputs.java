package io.limn.model;

import io.limn.model.input.InputSize;
import java.util.ArrayList;
import java.util.List;

/** The outputs of a network that its manifest's heads name, with the shape each must have. */
final class Outputs {
    private Outputs() {}

    /** An output of floats. */
    sealed interface Output permits Planes, Table {
        String name();

        /** The manifest's field that names it. */
        String field();

        /** The shape it has for an input of this size. */
        long[] shape(InputSize size);

        /** The shape in words. */
        String text();

        /** Whether the shape that the network declares, free sides being negative, can be this one. */
        boolean fits(long[] declared);
    }

    /**
     * 1×C×h×w.
     *
     * @param stride input pixels a cell
     */
    record Planes(String name, String field, int channels, int stride) implements Output {
        @Override
        public long[] shape(InputSize size) {
            return new long[] {1, channels, size.height() / stride, size.width() / stride};
        }

        @Override
        public String text() {
            return "1x" + channels + "xHxW";
        }

        @Override
        public boolean fits(long[] declared) {
            return declared.length == 4 && (declared[1] <= 0 || declared[1] == channels);
        }
    }

    /** 1×R×C, whatever the input's size. */
    record Table(String name, String field, int rows, int columns) implements Output {
        @Override
        public long[] shape(InputSize size) {
            return new long[] {1, rows, columns};
        }

        @Override
        public String text() {
            return "1x" + rows + "x" + columns;
        }

        @Override
        public boolean fits(long[] declared) {
            return declared.length == 3
                    && (declared[1] <= 0 || declared[1] == rows)
                    && (declared[2] <= 0 || declared[2] == columns);
        }
    }

    static List<Output> of(ModelPackage model) {
        List<Output> outputs = new ArrayList<>();
        List<Head> heads = model.manifest().heads();
        for (int i = 0; i < heads.size(); i++) {
            String at = "heads[" + i + "].";
            if (heads.get(i) instanceof Head.Dense dense) {
                outputs.add(new Planes(dense.logits(), at + "logits", labels(model, dense.layer()), dense.stride()));
            } else if (heads.get(i) instanceof Head.Persons persons) {
                outputs.add(new Planes(persons.centres(), at + "centres", 1, persons.stride()));
                outputs.add(new Planes(persons.offsets(), at + "offsets", 2, persons.stride()));
            } else if (heads.get(i) instanceof Head.Keypoints keypoints) {
                int joints = keypoints.joints().size();
                outputs.add(new Planes(keypoints.heatmaps(), at + "heatmaps", joints, keypoints.stride()));
            } else if (heads.get(i) instanceof Head.Queries queries) {
                int classes = labels(model, queries.layer()) + (queries.instances() == null ? 0 : 1);
                outputs.add(new Table(queries.logits(), at + "logits", queries.queries(), classes + 1));
                outputs.add(new Planes(queries.masks(), at + "masks", queries.queries(), queries.stride()));
            }
        }
        return outputs;
    }

    private static int labels(ModelPackage model, String layer) {
        return model.layer(layer).size();
    }
}
