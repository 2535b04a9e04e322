package io.limn.model.graph;

import java.nio.FloatBuffer;
import java.util.Arrays;

/**
 * The sampling of multi-scale deformable attention (Zhu et al. 2021): for every token, each head samples a few positions of every scale
 * (bilinear, with zeros around the map), and sums the samples with the token's attention weights.
 *
 * <p>A graph's {@code GridSample} finds a position's four cells again for each channel; here they are found once per head, whose channels
 * are contiguous.
 */
final class DeformableSampler {
    private final Pyramid pyramid;
    private final int heads;
    private final int size;
    private final int points;

    /**
     * @param channels per token, head by head
     * @param points per head and scale
     */
    public DeformableSampler(Pyramid pyramid, int heads, int channels, int points) {
        this.pyramid = pyramid;
        this.heads = heads;
        size = channels / heads;
        this.points = points;
    }

    /**
     * The inputs and the output of a sampling.
     *
     * @param values tokens x channels
     * @param offsets tokens x (heads x scales x points x 2): x before y, in cells of the scale, relative to the token's own position
     * @param shares tokens x (heads x scales x points)
     * @param sampled tokens x channels, to be filled; disjoint tokens may be filled concurrently
     */
    public record Task(float[] values, FloatBuffer offsets, FloatBuffer shares, FloatBuffer sampled) {}

    /** Fills tokens {@code from} to {@code to}, exclusive. */
    public void sample(Task task, int from, int to) {
        int samples = pyramid.scales() * points;
        float[] offsets = new float[heads * samples * 2];
        float[] shares = new float[heads * samples];
        float[] sums = new float[heads * size];
        Cells cells = new Cells(4 * samples);
        for (int token = from; token < to; token++) {
            task.offsets().get(token * offsets.length, offsets);
            task.shares().get(token * shares.length, shares);
            int own = pyramid.scale(token);
            int cell = token - pyramid.starts()[own];
            float x = (cell % pyramid.widths()[own] + 0.5f) / pyramid.widths()[own];
            float y = (cell / pyramid.widths()[own] + 0.5f) / pyramid.heights()[own];
            for (int head = 0; head < heads; head++) {
                gather(cells, x, y, offsets, shares, head * samples);
                cells.addUp(task.values(), head * size, size, heads * size, sums);
            }
            task.sampled().put(token * sums.length, sums);
        }
    }

    /** Finds the cells of a head's sampling positions, starting with sample {@code sample} of the token. */
    private void gather(Cells cells, float x, float y, float[] offsets, float[] shares, int sample) {
        cells.count = 0;
        for (int scale = 0; scale < pyramid.scales(); scale++) {
            int width = pyramid.widths()[scale];
            int height = pyramid.heights()[scale];
            for (int point = 0; point < points; point++) {
                int i = sample + scale * points + point;
                float column = x * width + offsets[2 * i] - 0.5f;
                float row = y * height + offsets[2 * i + 1] - 0.5f;
                if (column > -1 && column < width && row > -1 && row < height) {
                    cells.around(column, row, width, height, pyramid.starts()[scale], shares[i]);
                }
            }
        }
    }

    /** A list of tokens with weights. */
    private static final class Cells {
        private final int[] tokens;
        private final float[] weights;
        private int count;

        Cells(int most) {
            tokens = new int[most];
            weights = new float[most];
        }

        /** Adds the up to four cells around a position; both coordinates must be above -1. */
        void around(float column, float row, int width, int height, int start, float share) {
            int left = column < 0 ? -1 : (int) column;
            int top = row < 0 ? -1 : (int) row;
            float right = column - left;
            float bottom = row - top;
            int token = start + top * width + left;
            if (top >= 0) {
                across(token, left, width, right, share * (1 - bottom));
            }
            if (top + 1 < height) {
                across(token + width, left, width, right, share * bottom);
            }
        }

        private void across(int token, int left, int width, float right, float weight) {
            if (left >= 0) {
                add(token, weight * (1 - right));
            }
            if (left + 1 < width) {
                add(token + 1, weight * right);
            }
        }

        private void add(int token, float weight) {
            tokens[count] = token;
            weights[count++] = weight;
        }

        /** The weighted sum of {@code size} channels from {@code channel} on; computes eight at a time, which stay in registers. */
        void addUp(float[] values, int channel, int size, int pitch, float[] sums) {
            int at = channel;
            for (; at + 8 <= channel + size; at += 8) {
                eight(values, at, pitch, sums);
            }
            Arrays.fill(sums, at, channel + size, 0);
            for (; at < channel + size; at++) {
                for (int i = 0; i < count; i++) {
                    sums[at] += values[tokens[i] * pitch + at] * weights[i];
                }
            }
        }

        private void eight(float[] values, int channel, int pitch, float[] sums) {
            float a = 0;
            float b = 0;
            float c = 0;
            float d = 0;
            float e = 0;
            float f = 0;
            float g = 0;
            float h = 0;
            for (int i = 0; i < count; i++) {
                int at = tokens[i] * pitch + channel;
                float weight = weights[i];
                a += values[at] * weight;
                b += values[at + 1] * weight;
                c += values[at + 2] * weight;
                d += values[at + 3] * weight;
                e += values[at + 4] * weight;
                f += values[at + 5] * weight;
                g += values[at + 6] * weight;
                h += values[at + 7] * weight;
            }
            sums[channel] = a;
            sums[channel + 1] = b;
            sums[channel + 2] = c;
            sums[channel + 3] = d;
            sums[channel + 4] = e;
            sums[channel + 5] = f;
            sums[channel + 6] = g;
            sums[channel + 7] = h;
        }
    }
}
