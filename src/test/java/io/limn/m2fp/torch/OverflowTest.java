package io.limn.m2fp.torch;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Sizes, offsets and counts of a checkpoint are a stranger's: none of them makes the reader allocate or read what isn't there. */
class OverflowTest {
    private static final long HUGE = 1L << 62; // times four bytes it is 0

    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource({
        "4611686018427387904, 0, 2147483647, 0", // one number, repeated two thousand million times
        "4611686018427387905, 0, 8, 1",
        "16, -1, 8, 1",
        "16, 9223372036854775807, 8, 1",
        "16, 0, 9223372036854775807, 9223372036854775807",
        "16, 0, -1, 1",
        "16, 0, 8, -1",
        "-1, 0, 8, 1",
        "9223372036854775807, 9223372036854775800, 8, 1",
    })
    void aTensorThatReachesOutsideItsStorageIsRefused(long elements, long offset, long side, long stride) {
        TorchTensor.Storage storage =
                new TorchTensor.Storage(TorchTensor.Type.FLOAT, "0", elements, key -> ByteBuffer.allocate(64));
        TorchTensor tensor = new TorchTensor("w", storage, offset, new long[] {side}, new long[] {stride});
        assertThatThrownBy(tensor::floats).isInstanceOf(CheckpointException.class);
    }

    @Test
    void aShapeWhoseProductOverflowsIsRefused() {
        TorchTensor.Storage storage =
                new TorchTensor.Storage(TorchTensor.Type.FLOAT, "0", HUGE, key -> ByteBuffer.allocate(64));
        TorchTensor tensor = new TorchTensor("w", storage, 0, new long[] {1L << 40, 1L << 40}, new long[] {0, 0});
        assertThatThrownBy(tensor::elements).isInstanceOf(CheckpointException.class);
        assertThatThrownBy(tensor::floats).isInstanceOf(CheckpointException.class);
    }

    /** ZIP64 has sizes and offsets of 64 bits, read as signed ones. */
    @ParameterizedTest
    @ValueSource(longs = {-1, Long.MIN_VALUE, Long.MAX_VALUE, Long.MAX_VALUE - 40, 1L << 33})
    void anEntryOfAnOddSizeOrPlaceIsRefused(long value) throws IOException {
        assertThatThrownBy(() -> TorchCheckpoint.open(zip64(value, 0))).isInstanceOf(CheckpointException.class);
        assertThatThrownBy(() -> TorchCheckpoint.open(zip64(2, value))).isInstanceOf(CheckpointException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X\377\377\377\177", // a text of 2 GB
                "\216\377\377\377\377\377\377\377\377", // bytes of a length of 64 bits
                "\213\377\377\377\377", // a number of 4 GB
                "(]\224h\0as.", // a list in itself
                "}(]q\0h\0aK\1s.", // a list in itself as a key
                "h\377.",
                "R.",
                "t.",
            })
    void aPickleOfOddLengthsAndCirclesIsRefused(String pickle) throws IOException {
        Path file = directory.resolve("checkpoint.pt");
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            CheckpointWriter.entry(zip, "archive/data.pkl", ("\200\2" + pickle).getBytes(StandardCharsets.ISO_8859_1));
        }
        assertThatThrownBy(() -> TorchCheckpoint.open(file)).isInstanceOf(CheckpointException.class);
    }

    @Test
    void deeplyNestedListsAreRefused() throws IOException {
        Path file = directory.resolve("deep.pt");
        // As a key: hashing or printing it would recurse as deep as it is nested.
        String pickle = "\200\2}(" + "]".repeat(200_000) + "a".repeat(199_999) + "K\1u.";
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            CheckpointWriter.entry(zip, "archive/data.pkl", pickle.getBytes(StandardCharsets.ISO_8859_1));
        }
        assertThatThrownBy(() -> TorchCheckpoint.open(file)).isInstanceOf(CheckpointException.class);
    }

    /** Each list holds the one before twice: a billion paths in forty lists. */
    @ParameterizedTest
    @ValueSource(strings = {"}(%sK\1u.", "}%sK\1s.", "(%sK\1d.", "\217(%s\220."})
    @Timeout(30)
    void sharedListsAreNotKeys(String form) throws IOException {
        StringBuilder lists = new StringBuilder("]q\0");
        for (int i = 1; i < 40; i++) {
            lists.append("]q")
                    .append((char) i)
                    .append("(h")
                    .append((char) (i - 1))
                    .append('h')
                    .append((char) (i - 1));
            lists.append('e');
        }
        String all = "\200\2" + lists + "0".repeat(40) + form.formatted("h" + (char) 39);
        Path file = directory.resolve("shared.pt");
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            CheckpointWriter.entry(zip, "archive/data.pkl", all.getBytes(StandardCharsets.ISO_8859_1));
        }
        assertThatThrownBy(() -> TorchCheckpoint.open(file))
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining("as a key");
    }

    /** A zip of one entry, {@code a/data.pkl}, whose directory gives size and place in its ZIP64 part. */
    private Path zip64(long size, long header) throws IOException {
        byte[] name = "a/data.pkl".getBytes(StandardCharsets.US_ASCII);
        ByteBuffer zip = ByteBuffer.allocate(400).order(ByteOrder.LITTLE_ENDIAN);
        zip.putInt(0x04034b50).put(new byte[22]).putShort((short) name.length).putShort((short) 0);
        zip.put(name).put((byte) '}').put((byte) '.');
        int directoryAt = zip.position();
        zip.putInt(0x02014b50).put(new byte[16]).putInt(-1).putInt(-1);
        zip.putShort((short) name.length)
                .putShort((short) 28)
                .putShort((short) 0)
                .putLong(0)
                .putInt(-1);
        zip.put(name)
                .putShort((short) 1)
                .putShort((short) 24)
                .putLong(size)
                .putLong(size)
                .putLong(header);
        int directorySize = zip.position() - directoryAt;
        zip.putInt(0x06054b50)
                .put(new byte[6])
                .putShort((short) 1)
                .putInt(directorySize)
                .putInt(directoryAt);
        zip.putShort((short) 0);
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.write(zip.array(), 0, zip.position());
        return Files.write(directory.resolve("zip64.pt"), file.toByteArray());
    }
}
