package io.limn.model;

import io.limn.label.LabelSet;
import io.limn.model.input.InputSize;
import java.nio.FloatBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * The mean of what a network says of a frame and of its mirror image, in which left and right are exchanged back. The whole
 * tensor is turned, what pads the content included, so that the cells of both answers lie on each other. Keeps its scratch: for
 * one thread at a time.
 */
final class Mirror {
    private static final String LEFT = "left-";
    private static final String RIGHT = "right-";

    /**
     * An output's way back.
     *
     * @param twins by plane, the plane of the mirror image's answer that means the same
     * @param negated the plane that points to the right, or -1
     */
    private record Way(int stride, int[] twins, int negated) {}

    private final Map<String, Way> ways = new HashMap<>();
    private final Map<String, float[]> straight = new HashMap<>();
    private float[] row = {};

    /**
     * @throws IllegalArgumentException where the model finds its parts by queries, which can't be matched with the mirror image's
     */
    Mirror(ModelPackage model) {
        for (Head head : model.manifest().heads()) {
            if (head instanceof Head.Dense dense) {
                ways.put(dense.logits(), new Way(dense.stride(), twins(model.layer(dense.layer())), -1));
            } else if (head instanceof Head.Persons persons) {
                ways.put(persons.centres(), new Way(persons.stride(), new int[] {0}, -1));
                ways.put(persons.offsets(), new Way(persons.stride(), new int[] {0, 1}, 0));
            } else if (head instanceof Head.Keypoints keypoints) {
                ways.put(keypoints.heatmaps(), new Way(keypoints.stride(), twins(keypoints.joints()), -1));
            } else {
                throw new IllegalArgumentException("limn.model.mirror = true is for models that label every cell; "
                        + model.id().name() + " finds its parts by queries: set it to false");
            }
        }
    }

    private static int[] twins(LabelSet labels) {
        int[] twins = IntStream.range(0, labels.size()).toArray();
        for (LabelSet.Pair pair : labels.pairs()) {
            int left = labels.byName(pair.left()).orElseThrow().id();
            int right = labels.byName(pair.right()).orElseThrow().id();
            twins[left] = right;
            twins[right] = left;
        }
        return twins;
    }

    private static int[] twins(List<String> joints) {
        return joints.stream()
                .mapToInt(joint -> joints.contains(twin(joint)) ? joints.indexOf(twin(joint)) : joints.indexOf(joint))
                .toArray();
    }

    private static String twin(String joint) {
        if (joint.startsWith(LEFT)) {
            return RIGHT + joint.substring(LEFT.length());
        }
        return joint.startsWith(RIGHT) ? LEFT + joint.substring(RIGHT.length()) : joint;
    }

    /** Turns a tensor of three planes in place. */
    void turn(FloatBuffer tensor, InputSize size) {
        int width = size.width();
        row = row.length < width ? new float[width] : row;
        for (int at = 0; at < 3 * size.plane(); at += width) {
            tensor.get(at, row, 0, width);
            for (int a = 0, b = width - 1; a < b; a++, b--) {
                float kept = row[a];
                row[a] = row[b];
                row[b] = kept;
            }
            tensor.put(at, row, 0, width);
        }
    }

    /** Keeps what the network said of the frame as it is. */
    void keep(Function<String, float[]> outputs, InputSize size) {
        ways.forEach((name, way) -> {
            int floats = way.twins().length * cells(way, size);
            float[] kept = straight.get(name);
            if (kept == null || kept.length < floats) {
                kept = new float[floats];
                straight.put(name, kept);
            }
            System.arraycopy(outputs.apply(name), 0, kept, 0, floats);
        });
    }

    private static int cells(Way way, InputSize size) {
        return (size.width() / way.stride()) * (size.height() / way.stride());
    }

    /** Brings in what the network said of the mirror image. */
    void merge(Function<String, float[]> outputs, InputSize size) {
        ways.forEach((name, way) -> {
            float[] kept = straight.get(name);
            float[] mirrored = outputs.apply(name);
            int width = size.width() / way.stride();
            int cells = cells(way, size);
            for (int plane = 0; plane < way.twins().length; plane++) {
                float sign = plane == way.negated() ? -0.5f : 0.5f;
                for (int start = 0; start < cells; start += width) {
                    int to = plane * cells + start;
                    int from = way.twins()[plane] * cells + start + width - 1;
                    for (int x = 0; x < width; x++) {
                        kept[to + x] = 0.5f * kept[to + x] + sign * mirrored[from - x];
                    }
                }
            }
        });
    }

    /** The mean of both; lent until the next {@link #keep}. May be longer than the output. */
    float[] values(String output) {
        return straight.get(output);
    }
}
