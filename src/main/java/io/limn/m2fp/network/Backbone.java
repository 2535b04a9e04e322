package io.limn.m2fp.network;

import io.limn.m2fp.graph.Ops;
import io.limn.m2fp.graph.Value;
import io.limn.m2fp.torch.CheckpointException;
import java.util.ArrayList;
import java.util.List;

/**
 * The residual network (He et al. 2016) with a stem of three 3x3 convolutions and the stride in the 3x3 of a bottleneck.
 * Depth and widths follow from the checkpoint's shapes.
 */
final class Backbone {
    /** A feature map with its number of channels. */
    record Map(Value value, int channels) {}

    private final Ops ops;
    private final Precision precision;
    private final Weights weights;

    Backbone(Ops ops, Precision precision, Weights weights) {
        this.ops = ops;
        this.precision = precision;
        this.weights = weights;
    }

    /** The maps res2, res3, res4 and res5, with strides 4, 8, 16 and 32. */
    List<Map> maps(Value image) {
        Map x = stem(image);
        List<Map> maps = new ArrayList<>();
        for (int stage = 2; stage <= 5; stage++) {
            String name = "res" + stage;
            Map before = x;
            int stride = stage == 2 ? 1 : 2;
            x = ops.graph().in(name, () -> stage(weights.at(name), before, stride));
            ops.graph().landmark(name, x.value());
            maps.add(x);
        }
        return maps;
    }

    private Map stem(Value image) {
        return ops.graph().in("stem", () -> {
            Weights stem = weights.at("stem");
            Map x = rectified(stem, "conv1", new Map(image, 3), 3, 2);
            x = rectified(stem, "conv2", x, 3, 1);
            x = rectified(stem, "conv3", x, 3, 1);
            return new Map(ops.maxPool(x.value(), 3, 2), x.channels());
        });
    }

    private Map stage(Weights stage, Map x, int stride) {
        int blocks = stage.count("%d.conv1.weight");
        if (blocks == 0) {
            throw new CheckpointException("the checkpoint has no tensor '" + stage.nameOf("0.conv1.weight") + "'");
        }
        Map y = x;
        for (int i = 0; i < blocks; i++) {
            y = bottleneck(stage.at(Integer.toString(i)), y, i == 0 ? stride : 1);
        }
        return y;
    }

    private Map bottleneck(Weights block, Map x, int stride) {
        Map y = rectified(block, "conv1", x, 1, 1);
        y = rectified(block, "conv2", y, 3, stride);
        y = conv(block, "conv3", y, 1, 1);
        Map shortcut = block.has("shortcut.weight") ? conv(block, "shortcut", x, 1, stride) : x;
        if (shortcut.channels() != y.channels()) {
            throw new CheckpointException("the checkpoint has no tensor '" + block.nameOf("shortcut.weight")
                    + "', which the change from " + x.channels() + " to " + y.channels() + " channels needs");
        }
        return new Map(ops.relu(ops.add(y.value(), shortcut.value())), y.channels());
    }

    private Map conv(Weights at, String name, Map x, int size, int stride) {
        Folded folded = folded(at, name, x, size);
        return new Map(precision.convolved(folded, x.value(), stride), folded.out());
    }

    private Map rectified(Weights at, String name, Map x, int size, int stride) {
        Folded folded = folded(at, name, x, size);
        return new Map(precision.rectified(folded, x.value(), stride), folded.out());
    }

    private static Folded folded(Weights at, String name, Map x, int size) {
        return at.folded(name, at.side(name + ".weight", 4, 0), x.channels(), size);
    }
}
