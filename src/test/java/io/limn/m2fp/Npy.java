package io.limn.m2fp;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An array as NumPy stores it, its numbers as doubles. */
public record Npy(int[] shape, double[] values) {
    private static final Pattern TYPE = Pattern.compile("'descr': '([^']+)'");
    private static final Pattern SHAPE = Pattern.compile("'shape': \\(([^)]*)\\)");

    public static Npy read(Path file) throws IOException {
        return read(Files.readAllBytes(file));
    }

    public static Npy read(byte[] bytes) {
        ByteBuffer file = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int length = file.get(6) == 1 ? file.getShort(8) & 0xFFFF : file.getInt(8);
        int start = file.get(6) == 1 ? 10 : 12;
        String header = new String(bytes, start, length, StandardCharsets.US_ASCII);
        Matcher type = TYPE.matcher(header);
        Matcher shape = SHAPE.matcher(header);
        if (!type.find() || !shape.find() || header.contains("'fortran_order': True")) {
            throw new IllegalArgumentException("an array this reader doesn't know: " + header);
        }
        int[] sides = Arrays.stream(shape.group(1).split(","))
                .map(String::strip)
                .filter(side -> !side.isEmpty())
                .mapToInt(Integer::parseInt)
                .toArray();
        double[] values = new double[Arrays.stream(sides).reduce(1, (a, b) -> a * b)];
        file.position(start + length);
        for (int i = 0; i < values.length; i++) {
            values[i] = next(file, type.group(1));
        }
        return new Npy(sides, values);
    }

    public float[] floats() {
        float[] floats = new float[values.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) values[i];
        }
        return floats;
    }

    private static double next(ByteBuffer file, String type) {
        return switch (type) {
            case "<f4" -> file.getFloat();
            case "<f8" -> file.getDouble();
            case "<f2" -> half(file.getShort());
            case "<i8" -> file.getLong();
            case "<i4" -> file.getInt();
            case "|u1" -> file.get() & 0xFF;
            case "|b1" -> file.get();
            default -> throw new IllegalArgumentException("an array of " + type);
        };
    }

    private static double half(short bits) {
        int exponent = bits >> 10 & 0x1F;
        int mantissa = bits & 0x3FF;
        double size = exponent == 0 ? mantissa * 0x1p-24 : (1 + mantissa * 0x1p-10) * Math.pow(2, exponent - 15);
        return bits < 0 ? -size : size;
    }
}
