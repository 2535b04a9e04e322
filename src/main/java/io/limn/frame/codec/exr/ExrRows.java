package io.limn.frame.codec.exr;

import io.limn.frame.codec.PlateReading;
import io.limn.frame.codec.Watch;
import io.limn.frame.colour.Chromaticities;
import io.limn.frame.colour.PlateView;
import io.limn.frame.header.ExrChannel;
import io.limn.frame.header.ExrLayer;
import io.limn.frame.header.ExrPart;
import io.limn.frame.header.ExrStructure;
import io.limn.frame.plate.Half;
import io.limn.frame.plate.PlateMetadata;
import io.limn.frame.plate.PlateStore;
import io.limn.frame.plate.Window;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** Takes a layer's rows out of unpacked chunks: into the view, and into the plate where that is kept. */
final class ExrRows {
    private final ExrPart part;
    private final ExrLayer layer;
    private final PlateStore store;
    private final Watch watch;
    private final Window shown;
    private final PlateView view;
    private final double[] luminance;
    private final byte[] bgr;
    private final int[] sources;
    private final float[][] lines;
    private float[] rgba = {};
    private byte[] rgb = {};

    /** @param store null where the plate is not kept */
    ExrRows(
            ExrStructure exr,
            ExrPart part,
            ExrLayer layer,
            PlateMetadata metadata,
            PlateReading reading,
            PlateStore store,
            Watch watch) {
        this.part = part;
        this.layer = layer;
        this.store = store;
        this.watch = watch;
        this.shown = part.displayWindow();
        Chromaticities primaries = part.chromaticities().orElse(Chromaticities.BT709);
        this.view = new PlateView(metadata.colour(), primaries, reading.stops());
        this.luminance = primaries.luminance();
        this.bgr = new byte[Math.multiplyExact(Math.multiplyExact(exr.width(), exr.height()), 3)];
        List<Integer> taken = new ArrayList<>(layer.channels());
        if (layer.alpha() >= 0) {
            taken.add(layer.alpha());
        }
        sources = taken.stream().mapToInt(Integer::intValue).toArray();
        lines = new float[sources.length][0];
    }

    byte[] bgr() {
        return bgr;
    }

    /** @param samples of the window, as {@link ExrChunks#unpack} gives them */
    void take(byte[] samples, Window window) {
        ChunkLayout layout = new ChunkLayout(part.channels(), window);
        ByteBuffer buffer = ByteBuffer.wrap(samples).order(ByteOrder.LITTLE_ENDIAN);
        int left = Math.max(window.left(), shown.left());
        int count = Math.min(window.right(), shown.right()) - left + 1;
        int rowAt = 0;
        for (int y = window.top(); y <= Math.min(window.bottom(), shown.bottom()); y++) {
            if (part.dataWindow().top() <= y) {
                fetch(buffer, layout, y, rowAt);
            }
            rowAt += layout.rowBytes(y);
            if (y >= shown.top()) {
                put(window.left(), left, y, count);
            }
        }
    }

    /** Keeps the samples of a row's channels; a channel without samples in this row keeps those of the row before. */
    private void fetch(ByteBuffer samples, ChunkLayout layout, int y, int rowAt) {
        int at = rowAt;
        for (int c = 0; c < part.channels().size(); c++) {
            ExrChannel channel = part.channels().get(c);
            if (!layout.has(channel, y)) {
                continue;
            }
            int columns = layout.columns(channel);
            for (int i = 0; i < sources.length; i++) {
                if (sources[i] == c) {
                    if (lines[i].length != columns) {
                        lines[i] = new float[columns];
                    }
                    fetch(samples, at, channel.type(), lines[i]);
                }
            }
            at += columns * channel.type().bytes();
        }
    }

    private static void fetch(ByteBuffer samples, int at, ExrChannel.Type type, float[] line) {
        for (int x = 0; x < line.length; x++) {
            line[x] = switch (type) {
                case HALF -> Half.toFloat(samples.getShort(at + 2 * x));
                case FLOAT -> samples.getFloat(at + 4 * x);
                case UINT -> samples.getInt(at + 4 * x) & 0xFFFFFFFFL;
            };
        }
    }

    private void put(int windowLeft, int left, int y, int count) {
        if (rgba.length < 4 * count) {
            rgba = new float[4 * count];
            rgb = new byte[3 * count];
        }
        for (int x = 0, to = 0; x < count; x++, to += 4) {
            int column = left + x;
            rgba[to + 3] = layer.alpha() < 0 ? 1 : sample(sources.length - 1, windowLeft, column);
            float first = sample(0, windowLeft, column);
            if (layer.kind() == ExrLayer.Kind.GREY) {
                rgba[to] = rgba[to + 1] = rgba[to + 2] = first;
                continue;
            }
            float second = sample(1, windowLeft, column);
            float third = sample(2, windowLeft, column);
            if (layer.kind() == ExrLayer.Kind.RGB) {
                rgba[to] = first;
                rgba[to + 1] = second;
                rgba[to + 2] = third;
            } else {
                float red = (second + 1) * first;
                float blue = (third + 1) * first;
                rgba[to] = red;
                rgba[to + 1] = (float) ((first - red * luminance[0] - blue * luminance[2]) / luminance[1]);
                rgba[to + 2] = blue;
            }
        }
        view.from(rgba, count, rgb);
        int at = ((y - shown.top()) * shown.width() + left - shown.left()) * 3;
        for (int i = 0; i < 3 * count; i += 3, at += 3) {
            bgr[at] = rgb[i + 2];
            bgr[at + 1] = rgb[i + 1];
            bgr[at + 2] = rgb[i];
        }
        if (store != null) {
            store.put(left - shown.left(), y - shown.top(), 1, rgba, count);
        }
        watch.passed(count);
    }

    /** Of a pixel whose channel has fewer samples than pixels, the sample to its left. */
    private float sample(int source, int windowLeft, int x) {
        float[] line = lines[source];
        int step = part.channels().get(sources[source]).xStep();
        int index = step == 1 ? x - windowLeft : Math.floorDiv(x, step) - -Math.floorDiv(-windowLeft, step);
        return index < 0 || index >= line.length
                ? line.length == 0 ? 0 : line[index < 0 ? 0 : line.length - 1]
                : line[index];
    }
}
