package io.limn.m2fp.torch;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes checkpoints the way {@code torch.save} does: {@code {"model": OrderedDict}} in a zip of stored entries. */
public final class CheckpointWriter {
    private CheckpointWriter() {}

    /** @param values gives the numbers of a tensor when its turn comes */
    public static void write(Path file, Map<String, long[]> shapes, Function<String, float[]> values)
            throws IOException {
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            entry(zip, "archive/data.pkl", pickle(shapes));
            int key = 0;
            for (String name : shapes.keySet()) {
                float[] numbers = values.apply(name);
                ByteBuffer bytes = ByteBuffer.allocate(numbers.length * 4).order(ByteOrder.LITTLE_ENDIAN);
                bytes.asFloatBuffer().put(numbers);
                entry(zip, "archive/data/" + key++, bytes.array());
            }
            entry(zip, "archive/version", "3\n".getBytes(StandardCharsets.US_ASCII));
        }
    }

    static void entry(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        CRC32 crc = new CRC32();
        crc.update(bytes);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(bytes.length);
        entry.setCrc(crc.getValue());
        zip.putNextEntry(entry);
        zip.write(bytes);
        zip.closeEntry();
    }

    static byte[] pickle(Map<String, long[]> shapes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(new byte[] {(byte) 0x80, 2, '}'});
        text(out, "model");
        global(out, "collections", "OrderedDict");
        out.write(new byte[] {')', 'R', '('});
        int key = 0;
        for (Map.Entry<String, long[]> tensor : shapes.entrySet()) {
            text(out, tensor.getKey());
            tensor(out, Integer.toString(key++), tensor.getValue());
        }
        out.write(new byte[] {'u', 's', '.'});
        return out.toByteArray();
    }

    private static void tensor(ByteArrayOutputStream out, String key, long[] shape) throws IOException {
        global(out, "torch._utils", "_rebuild_tensor_v2");
        out.write(new byte[] {'(', '('});
        text(out, "storage");
        global(out, "torch", "FloatStorage");
        text(out, key);
        text(out, "cpu");
        number(out, Arrays.stream(shape).reduce(1, (a, b) -> a * b));
        out.write(new byte[] {'t', 'Q'});
        number(out, 0);
        out.write('(');
        for (long side : shape) {
            number(out, side);
        }
        out.write(new byte[] {'t', '('});
        for (int i = 0; i < shape.length; i++) {
            number(out, Arrays.stream(shape).skip(i + 1L).reduce(1, (a, b) -> a * b));
        }
        out.write(new byte[] {'t', (byte) 0x89});
        global(out, "collections", "OrderedDict");
        out.write(new byte[] {')', 'R', 't', 'R'});
    }

    private static void global(ByteArrayOutputStream out, String module, String name) throws IOException {
        out.write(("c" + module + "\n" + name + "\n").getBytes(StandardCharsets.US_ASCII));
    }

    private static void text(ByteArrayOutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.write('X');
        out.write(ByteBuffer.allocate(4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(bytes.length)
                .array());
        out.write(bytes);
    }

    private static void number(ByteArrayOutputStream out, long number) throws IOException {
        out.write('J');
        out.write(ByteBuffer.allocate(4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt((int) number)
                .array());
    }
}
