package io.limn.output.exr;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * A reader of single-part scan-line EXR files for tests, written from the description of the file's layout and not from the writer.
 *
 * @param flags of the version field
 * @param types of attributes, by name
 * @param attributes by name, in the file's order
 * @param channels pixel types by name, in the file's order
 * @param samples by channel, row by row; the bits of unsigned integers are read as numbers
 */
public record ExrFile(
        int flags,
        int width,
        int height,
        Map<String, String> types,
        Map<String, byte[]> attributes,
        Map<String, PixelType> channels,
        Map<String, double[]> samples) {
    private static final int[] ROWS_BY_COMPRESSION = {1, 1, 1, 16};

    public static ExrFile read(byte[] file) {
        ByteBuffer in = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        check(in.getInt() == 20000630, "magic number");
        int version = in.getInt();
        check((version & 0xFF) == 2, "version");
        Map<String, String> types = new LinkedHashMap<>();
        Map<String, byte[]> attributes = new LinkedHashMap<>();
        for (String name = text(in); !name.isEmpty(); name = text(in)) {
            types.put(name, text(in));
            byte[] value = new byte[in.getInt()];
            in.get(value);
            attributes.put(name, value);
        }
        Map<String, PixelType> channels = channels(attributes.get("channels"));
        ByteBuffer window = little(attributes.get("dataWindow"));
        int left = window.getInt();
        int top = window.getInt();
        int width = window.getInt() - left + 1;
        int height = window.getInt() - top + 1;
        Map<String, double[]> samples = new TreeMap<>();
        channels.keySet().forEach(name -> samples.put(name, new double[width * height]));
        int compression = attributes.get("compression")[0];
        int rows = ROWS_BY_COMPRESSION[compression];
        int rowBytes = channels.values().stream().mapToInt(PixelType::bytes).sum() * width;
        long[] offsets = new long[(height + rows - 1) / rows];
        for (int i = 0; i < offsets.length; i++) {
            offsets[i] = in.getLong();
        }
        for (int i = 0; i < offsets.length; i++) {
            check(in.position() == offsets[i], "offset of block " + i);
            int y = in.getInt() - top;
            check(y == i * rows, "rows are in order");
            byte[] data = new byte[in.getInt()];
            in.get(data);
            int count = Math.min(rows, height - y);
            ByteBuffer block = little(
                    compression == 0 || data.length == count * rowBytes ? data : inflated(data, count * rowBytes));
            for (int row = y; row < y + count; row++) {
                int at = row * width;
                channels.forEach((name, type) -> {
                    double[] into = samples.get(name);
                    for (int x = 0; x < width; x++) {
                        into[at + x] = switch (type) {
                            case UINT -> block.getInt() & 0xFFFFFFFFL;
                            case HALF -> half(block.getShort());
                            case FLOAT -> block.getFloat();
                        };
                    }
                });
            }
        }
        check(!in.hasRemaining(), "nothing behind the last block");
        return new ExrFile(version >>> 8, width, height, types, attributes, channels, samples);
    }

    public String string(String attribute) {
        return new String(attributes.get(attribute), StandardCharsets.UTF_8);
    }

    public ByteBuffer numbers(String attribute) {
        return little(attributes.get(attribute));
    }

    private static Map<String, PixelType> channels(byte[] list) {
        ByteBuffer in = little(list);
        Map<String, PixelType> channels = new LinkedHashMap<>();
        for (String name = text(in); !name.isEmpty(); name = text(in)) {
            channels.put(name, PixelType.values()[in.getInt()]);
            in.getInt();
            check(in.getInt() == 1 && in.getInt() == 1, "a sample a pixel");
        }
        return channels;
    }

    private static byte[] inflated(byte[] data, int length) {
        Inflater inflater = new Inflater();
        inflater.setInput(data);
        byte[] mixed = new byte[length];
        try {
            check(inflater.inflate(mixed) == length, "the block's length");
            check(inflater.inflate(new byte[1]) == 0 && inflater.finished(), "the block's end");
        } catch (DataFormatException e) {
            throw new IllegalArgumentException(e);
        } finally {
            inflater.end();
        }
        for (int i = 1; i < length; i++) {
            mixed[i] = (byte) (mixed[i - 1] + mixed[i] - 128);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(length);
        for (int i = 0, odd = (length + 1) / 2; i < length; i++) {
            bytes.write(i % 2 == 0 ? mixed[i / 2] : mixed[odd + i / 2]);
        }
        return bytes.toByteArray();
    }

    static double half(short bits) {
        int exponent = bits >> 10 & 0x1F;
        int fraction = bits & 0x3FF;
        double size =
                switch (exponent) {
                    case 0 -> Math.scalb((double) fraction, -24);
                    case 31 -> fraction == 0 ? Double.POSITIVE_INFINITY : Double.NaN;
                    default -> Math.scalb(1024.0 + fraction, exponent - 25);
                };
        return bits < 0 ? -size : size;
    }

    private static ByteBuffer little(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static String text(ByteBuffer in) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (byte b = in.get(); b != 0; b = in.get()) {
            bytes.write(b);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static void check(boolean holds, String what) {
        if (!holds) {
            throw new IllegalArgumentException("not as EXR has it: " + what);
        }
    }
}
