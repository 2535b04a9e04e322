package io.limn.model;

import ai.onnxruntime.OrtException;
import io.limn.frame.Frame;
import io.limn.model.input.InputSize;
import io.limn.model.input.Preprocessing;
import io.limn.model.input.SizeRule;
import io.limn.parsing.Cancellation;
import io.limn.parsing.Mirror;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Flip augmentation at inference: runs the network on the mirrored frame, at as many pixels as the first pass or fewer, and takes the
 * mean of both outputs, with left and right exchanged back and the second pass's cells resampled onto the first's. A pass at fewer
 * pixels counts for labels only, neither for foreground against background nor for persons: it loses small people. The whole tensor is
 * mirrored, padding included. Keeps its tensors and scratch buffers. Not thread-safe.
 */
final class MirrorPass implements AutoCloseable {
    private final List<MirrorChannels> outputs;
    private final int stride;
    private final SizeRule sizes;
    private final Mirror mirror;
    private final Preprocessing preprocessing;
    private final Tensors tensors;
    private final Map<String, float[]> means = new HashMap<>();
    private float[] row = {};
    private InputSize first;
    private InputSize size;
    private CellResampling columns;
    private CellResampling rows;

    /**
     * @throws IllegalArgumentException if the model has a head whose outputs can't be matched with those of the mirrored frame
     */
    MirrorPass(ModelPackage model, Network network, SizeRule sizes, Mirror mirror) {
        outputs = MirrorChannels.of(model).stream()
                .filter(channels -> channels.labels() || mirror == Mirror.FULL)
                .toList();
        stride = model.manifest().heads().get(0).stride();
        this.sizes = sizes;
        this.mirror = mirror;
        preprocessing = model.manifest().input().preprocessing();
        tensors = new Tensors(network, model.manifest().input());
    }

    /**
     * Prepares for a frame that the first pass takes at this size.
     *
     * @param shownWidth of the frame with square pixels
     */
    void shape(InputSize seen, int shownWidth) throws OrtException {
        if (!seen.equals(first)) {
            long pixels = Math.round(mirror.share() * seen.contentWidth() * seen.contentHeight());
            long least = (long) sizes.stride() * sizes.stride();
            size = mirror == Mirror.FULL
                    ? seen
                    : sizes.withPixels(Math.max(least, pixels))
                            .plan(shownWidth, seen.frameHeight())
                            .ofFrame(seen.frameWidth(), seen.frameHeight());
            columns = CellResampling.of(horizontal(seen), horizontal(size), stride, true);
            rows = CellResampling.of(vertical(seen), vertical(size), stride, false);
            first = seen;
        }
        tensors.shape(size);
    }

    private int columns(InputSize of) {
        return InputSize.cells(of.width(), stride);
    }

    private int rows(InputSize of) {
        return InputSize.cells(of.height(), stride);
    }

    private static CellResampling.Side horizontal(InputSize size) {
        return new CellResampling.Side(size.left(), size.contentWidth(), size.width());
    }

    private static CellResampling.Side vertical(InputSize size) {
        return new CellResampling.Side(size.top(), size.contentHeight(), size.height());
    }

    void fill(Frame frame) {
        FloatBuffer tensor = tensors.input();
        preprocessing.fill(frame, size, tensor);
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

    /**
     * Runs the network.
     *
     * @param straight the outputs of the first pass, by name
     * @return the means, lent until the next run; arrays may be longer than the output
     */
    Function<String, float[]> join(Function<String, float[]> straight, Cancellation cancellation) throws OrtException {
        tensors.run(cancellation);
        for (MirrorChannels output : outputs) {
            float[] own = straight.apply(output.output());
            float[] mean = mean(output, own, tensors.values(output.output()));
            if (mirror != Mirror.FULL) {
                keepBackground(own, mean, output.planes().length);
            }
        }
        return output -> means.containsKey(output) ? means.get(output) : straight.apply(output);
    }

    private float[] mean(MirrorChannels output, float[] straight, float[] mirrored) {
        int cells = columns(first) * rows(first);
        int otherCells = columns(size) * rows(size);
        float[] mean = means.get(output.output());
        if (mean == null || mean.length < output.planes().length * cells) {
            mean = new float[output.planes().length * cells];
            means.put(output.output(), mean);
        }
        for (int plane = 0; plane < output.planes().length; plane++) {
            double scale = output.vectors() ? vectorScale(plane) : 1;
            add(mirrored, output.planes()[plane] * otherCells, (float) (scale / 2), straight, plane * cells, mean);
        }
        return mean;
    }

    /** Shifts the background's logits so that their lead over the best label is that of the first pass. */
    private void keepBackground(float[] straight, float[] mean, int planes) {
        int width = columns(first);
        int cells = width * rows(first);
        float[] best = new float[width];
        float[] bestMean = new float[width];
        for (int start = 0; start < cells; start += width) {
            Arrays.fill(best, Float.NEGATIVE_INFINITY);
            Arrays.fill(bestMean, Float.NEGATIVE_INFINITY);
            for (int plane = start + cells; plane < planes * cells; plane += cells) {
                for (int x = 0; x < width; x++) {
                    best[x] = Math.max(best[x], straight[plane + x]);
                    bestMean[x] = Math.max(bestMean[x], mean[plane + x]);
                }
            }
            for (int x = 0; x < width; x++) {
                mean[start + x] = straight[start + x] - best[x] + bestMean[x];
            }
        }
    }

    private double vectorScale(int plane) {
        return plane == 0
                ? -(double) first.contentWidth() / size.contentWidth()
                : (double) first.contentHeight() / size.contentHeight();
    }

    private void add(float[] mirrored, int from, float factor, float[] straight, int to, float[] mean) {
        int width = columns(first);
        int pitch = columns(size);
        row = row.length < pitch ? new float[pitch] : row;
        for (int y = 0; y < rows(first); y++) {
            int above = from + rows.before()[y] * pitch;
            int below = from + rows.after()[y] * pitch;
            float down = rows.share()[y];
            for (int x = 0; x < pitch; x++) {
                float value = mirrored[above + x];
                row[x] = factor * (value + down * (mirrored[below + x] - value));
            }
            int start = to + y * width;
            for (int x = 0; x < width; x++) {
                float value = row[columns.before()[x]];
                float next = row[columns.after()[x]];
                mean[start + x] = 0.5f * straight[start + x] + value + columns.share()[x] * (next - value);
            }
        }
    }

    @Override
    public void close() {
        tensors.close();
    }
}
