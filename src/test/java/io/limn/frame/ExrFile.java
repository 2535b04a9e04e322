package io.limn.frame;

import io.limn.frame.plate.Half;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.Deflater;

/** Writes EXR files for tests: any channels, windows, tiles, levels, parts; uncompressed, RLE, ZIPS or ZIP. */
final class ExrFile {
    /** The value of a channel at a pixel. */
    interface Value {
        double at(int x, int y);
    }

    static final int UINT = 0;
    static final int HALF = 1;
    static final int FLOAT = 2;
    static final int NONE = 0;
    static final int RLE = 1;
    static final int ZIPS = 2;
    static final int ZIP = 3;

    private record Channel(String name, int type, int xStep, int yStep, Value value) {}

    private record Attribute(String type, byte[] value) {}

    private final int[] data;
    private final int[] display;
    private final List<Channel> channels = new ArrayList<>();
    private final Map<String, Attribute> more = new LinkedHashMap<>();
    private int compression = NONE;
    private int tile;
    private boolean levels;
    private boolean rip;
    private float aspect = 1;
    private boolean headerOnly;

    private ExrFile(int[] data, int[] display) {
        this.data = data;
        this.display = display;
    }

    static ExrFile of(int width, int height) {
        return windows(new int[] {0, 0, width - 1, height - 1}, new int[] {0, 0, width - 1, height - 1});
    }

    /** @param data left, top, right, bottom, all inside */
    static ExrFile windows(int[] data, int[] display) {
        return new ExrFile(data, display);
    }

    ExrFile channel(String name, int type, Value value) {
        return channel(name, type, 1, 1, value);
    }

    ExrFile channel(String name, int type, int xStep, int yStep, Value value) {
        channels.add(new Channel(name, type, xStep, yStep, value));
        channels.sort(Comparator.comparing(Channel::name));
        return this;
    }

    /** Three channels of halves below a prefix. */
    ExrFile rgb(String prefix, Value red, Value green, Value blue) {
        return channel(prefix + "R", HALF, red)
                .channel(prefix + "G", HALF, green)
                .channel(prefix + "B", HALF, blue);
    }

    /** A header with three channels and no chunk. */
    ExrFile channelsOnly() {
        headerOnly = true;
        return rgb("", (x, y) -> 0, (x, y) -> 0, (x, y) -> 0);
    }

    ExrFile compressed(int kind) {
        compression = kind;
        return this;
    }

    ExrFile tiled(int side, boolean withLevels) {
        tile = side;
        levels = withLevels;
        return this;
    }

    /** With levels of every width by every height behind the picture, its first being the full size. */
    ExrFile ripped(int side) {
        rip = true;
        return tiled(side, true);
    }

    ExrFile squeezed(float pixelAspect) {
        aspect = pixelAspect;
        return this;
    }

    ExrFile attribute(String name, String type, byte[] value) {
        more.put(name, new Attribute(type, value));
        return this;
    }

    static byte[] floats(double... values) {
        ByteBuffer bytes = little(4 * values.length);
        for (double value : values) {
            bytes.putFloat((float) value);
        }
        return bytes.array();
    }

    static byte[] ints(int... values) {
        ByteBuffer bytes = little(4 * values.length);
        for (int value : values) {
            bytes.putInt(value);
        }
        return bytes.array();
    }

    static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    byte[] bytes() {
        return file(false, List.of(this));
    }

    /** A file of several parts. */
    static byte[] parts(ExrFile... parts) {
        return file(true, List.of(parts));
    }

    private static byte[] file(boolean several, List<ExrFile> parts) {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        head.writeBytes(new byte[] {0x76, 0x2F, 0x31, 0x01});
        head.writeBytes(ints(2 | (several ? 0x1000 : parts.get(0).tile > 0 ? 0x200 : 0)));
        for (ExrFile part : parts) {
            part.header(head, several);
        }
        if (several) {
            head.write(0);
        }
        List<List<byte[]>> chunks = new ArrayList<>();
        int count = 0;
        for (int i = 0; i < parts.size(); i++) {
            chunks.add(parts.get(i).chunks(several ? i : -1));
            count += chunks.get(i).size();
        }
        ByteBuffer table = little(8 * count);
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (List<byte[]> part : chunks) {
            for (byte[] chunk : part) {
                table.putLong(head.size() + 8L * count + body.size());
                body.writeBytes(chunk);
            }
        }
        head.writeBytes(table.array());
        head.writeBytes(body.toByteArray());
        return head.toByteArray();
    }

    private void header(ByteArrayOutputStream out, boolean several) {
        ByteArrayOutputStream list = new ByteArrayOutputStream();
        for (Channel channel : channels) {
            list.writeBytes(text(channel.name()));
            list.write(0);
            list.writeBytes(ints(channel.type(), 0, channel.xStep(), channel.yStep()));
        }
        list.write(0);
        write(out, "channels", "chlist", list.toByteArray());
        write(out, "compression", "compression", new byte[] {(byte) compression});
        write(out, "dataWindow", "box2i", ints(data));
        write(out, "displayWindow", "box2i", ints(display));
        write(out, "lineOrder", "lineOrder", new byte[1]);
        write(out, "pixelAspectRatio", "float", floats(aspect));
        write(out, "screenWindowCenter", "v2f", floats(0, 0));
        write(out, "screenWindowWidth", "float", floats(1));
        if (tile > 0) {
            ByteBuffer tiles = little(9);
            tiles.putInt(tile).putInt(tile).put((byte) (rip ? 2 : levels ? 1 : 0));
            write(out, "tiles", "tiledesc", tiles.array());
        }
        if (several) {
            write(out, "type", "string", text(tile > 0 ? "tiledimage" : "scanlineimage"));
            write(out, "chunkCount", "int", ints(chunks(-1).size()));
        }
        more.forEach((name, attribute) -> write(out, name, attribute.type(), attribute.value()));
        out.write(0);
    }

    private static void write(ByteArrayOutputStream out, String name, String type, byte[] value) {
        out.writeBytes(text(name));
        out.write(0);
        out.writeBytes(text(type));
        out.write(0);
        out.writeBytes(ints(value.length));
        out.writeBytes(value);
    }

    private List<byte[]> chunks(int part) {
        List<byte[]> chunks = new ArrayList<>();
        if (headerOnly) {
            return chunks;
        }
        int lines = tile > 0 ? tile : compression == ZIP ? 16 : 1;
        int columns = tile > 0 ? tile : data[2] - data[0] + 1;
        int width = data[2] - data[0] + 1;
        int height = data[3] - data[1] + 1;
        for (int[] level : levels(width, height)) {
            int right = data[0] + Math.max(1, width >> level[0]) - 1;
            int bottom = data[1] + Math.max(1, height >> level[1]) - 1;
            for (int y = data[1], row = 0; y <= bottom; y += lines, row++) {
                for (int x = data[0], column = 0; x <= right; x += columns, column++) {
                    byte[] plain =
                            samples(x, y, Math.min(right, x + columns - 1), Math.min(bottom, y + lines - 1), level);
                    byte[] packed = packed(plain);
                    ByteArrayOutputStream chunk = new ByteArrayOutputStream();
                    chunk.writeBytes(part >= 0 ? ints(part) : new byte[0]);
                    chunk.writeBytes(tile > 0 ? ints(column, row, level[0], level[1]) : ints(y));
                    chunk.writeBytes(ints(packed.length));
                    chunk.writeBytes(packed);
                    chunks.add(chunk.toByteArray());
                }
            }
        }
        return chunks;
    }

    /** The levels in the order of the table of offsets: of rip levels, widths within heights. */
    private List<int[]> levels(int width, int height) {
        List<int[]> all = new ArrayList<>();
        int across = levels ? 32 - Integer.numberOfLeadingZeros(width) : 1;
        int down = levels ? 32 - Integer.numberOfLeadingZeros(height) : 1;
        for (int y = 0; y < (rip ? down : Math.max(across, down)); y++) {
            for (int x = rip ? 0 : y; x < (rip ? across : y + 1); x++) {
                all.add(new int[] {x, y});
            }
        }
        return all;
    }

    private byte[] samples(int left, int top, int right, int bottom, int[] level) {
        ByteBuffer out = little((right - left + 1) * (bottom - top + 1) * channels.size() * 4);
        for (int y = top; y <= bottom; y++) {
            for (Channel channel : channels) {
                for (int x = left; x <= right; x++) {
                    if (Math.floorMod(y, channel.yStep()) == 0 && Math.floorMod(x, channel.xStep()) == 0) {
                        double value = channel.value().at(x << level[0], y << level[1]);
                        switch (channel.type()) {
                            case UINT -> out.putInt((int) (long) value);
                            case HALF -> out.putShort(Half.of((float) value));
                            default -> out.putFloat((float) value);
                        }
                    }
                }
            }
        }
        byte[] bytes = new byte[out.position()];
        out.flip().get(bytes);
        return bytes;
    }

    private byte[] packed(byte[] plain) {
        if (compression == NONE) {
            return plain;
        }
        byte[] apart = new byte[plain.length];
        int odd = (plain.length + 1) / 2;
        for (int i = 0; i < plain.length; i++) {
            apart[i % 2 == 0 ? i / 2 : odd + i / 2] = plain[i];
        }
        for (int i = apart.length - 1; i > 0; i--) {
            apart[i] = (byte) (apart[i] - apart[i - 1] + 128);
        }
        byte[] packed = compression == RLE ? runs(apart) : deflated(apart);
        return packed.length < plain.length ? packed : plain;
    }

    private static byte[] runs(byte[] from) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int at = 0; at < from.length; ) {
            int same = 1;
            while (at + same < from.length && same < 128 && from[at + same] == from[at]) {
                same++;
            }
            out.write(same > 2 ? same - 1 : -1);
            out.write(from[at]);
            at += same > 2 ? same : 1;
        }
        return out.toByteArray();
    }

    private static byte[] deflated(byte[] from) {
        Deflater deflater = new Deflater();
        deflater.setInput(from);
        deflater.finish();
        byte[] part = new byte[from.length + 100];
        int size = deflater.deflate(part);
        deflater.end();
        return Arrays.copyOf(part, size);
    }

    private static ByteBuffer little(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }
}
