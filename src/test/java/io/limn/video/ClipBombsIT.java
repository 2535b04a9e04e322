package io.limn.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A small clip that lists more frames than there are is refused before it has filled the memory or read its file a thousand times. */
@Tag("process")
class ClipBombsIT {
    private static Ffmpeg ffmpeg;

    @TempDir
    Path folder;

    @BeforeAll
    static void find() throws InterruptedException {
        ffmpeg = Films.installed();
    }

    @Test
    void aTwoKilobyteClipThatListsEightyMillionFramesTakesLittleMemory() throws Exception {
        List<String> asked = Ffmpeg.guarded(folder);
        assertThat(asked).containsSequence("-max_alloc", Long.toString(Math.max(256L << 20, heap() / 2)));
        assertRefused(clip(85, 1_000_000, 1, 1000), "no frames|no picture|can't be read");
    }

    @Test
    void framesBeyondTheLimitAreNotListed() throws Exception {
        assertRefused(clip(1, 300_000, 1, 400_000), "more than 250000 frames");
    }

    @Test
    void framesThatShareTheirBytesAreNotReadAgainAndAgain() throws Exception {
        assertRefused(clip(1000, 1, 100_000, 100_000), "frames overlap");
    }

    private static long heap() {
        return Runtime.getRuntime().maxMemory();
    }

    private void assertRefused(byte[] clip, String because) throws Exception {
        Path file = Files.write(folder.resolve("clip.mp4"), clip);
        long began = System.nanoTime();
        assertThatThrownBy(() -> new ClipProbe(ffmpeg).probe(file))
                .isInstanceOf(VideoException.class)
                .hasMessageMatching("(?s).*(" + because + ").*");
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(45));
    }

    private static byte[] box(String type, byte[]... contents) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : contents) {
            all.writeBytes(part);
        }
        return ByteBuffer.allocate(8 + all.size())
                .putInt(8 + all.size())
                .put(type.getBytes(StandardCharsets.US_ASCII))
                .put(all.toByteArray())
                .array();
    }

    private static byte[] ints(int... values) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * values.length);
        for (int value : values) {
            bytes.putInt(value);
        }
        return bytes.array();
    }

    /** An MP4 of 64x64 pixels whose chunks are all the same bytes. */
    private static byte[] clip(int chunks, int frames, int frameBytes, int bytes) {
        int places = box("ftyp", new byte[8]).length + movie(chunks, frames, frameBytes, 0).length + 8;
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(box("ftyp", "isom\0\0\2\0".getBytes(StandardCharsets.US_ASCII)));
        all.writeBytes(movie(chunks, frames, frameBytes, places));
        all.writeBytes(box("mdat", new byte[bytes]));
        return all.toByteArray();
    }

    private static byte[] movie(int chunks, int frames, int frameBytes, int place) {
        int[] matrix = {0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000};
        byte[] entry = box(
                "jpeg",
                ints(0, 1),
                new byte[16],
                ints(64 << 16 | 64, 0x480000, 0x480000, 0, 1 << 16),
                new byte[30],
                ints(24 << 16 | 0xFFFF));
        int[] offsets = new int[2 + chunks];
        offsets[1] = chunks;
        Arrays.fill(offsets, 2, offsets.length, place);
        byte[] table = box(
                "stbl",
                box("stsd", ints(0, 1), entry),
                box("stts", ints(0, 1, chunks * frames, 1)),
                box("stsc", ints(0, 1, 1, frames, 1)),
                box("stsz", ints(0, frameBytes, chunks * frames)),
                box("stco", ints(offsets)));
        byte[] data = box("dinf", box("dref", ints(0, 1), box("url ", ints(1))));
        byte[] media = box(
                "mdia",
                box("mdhd", ints(0, 0, 0, 25, 1000, 0x55C40000)),
                box("hdlr", ints(0, 0), "vide".getBytes(StandardCharsets.US_ASCII), new byte[13]),
                box("minf", box("vmhd", ints(1, 0, 0)), data, table));
        byte[] head = box("tkhd", ints(3, 0, 0, 1, 0, 1000, 0, 0, 0, 0), ints(matrix), ints(64 << 16, 64 << 16));
        byte[] all =
                box("mvhd", ints(0, 0, 0, 1000, 1000, 0x10000, 0x1000000, 0, 0), ints(matrix), new byte[24], ints(2));
        return box("moov", all, box("trak", head, media));
    }
}
