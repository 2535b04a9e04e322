package io.limn.video;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Wraps raw frames in Matroska (RFC 9559), one cluster each, to pass ffmpeg a timestamp for every frame. Timestamps are whole nanoseconds.
 *
 * @param format ffmpeg's raw video tag of the pixels, four characters
 * @param bytes per frame
 */
record TimedFrames(int width, int height, String format, int bytes) {
    private static final int EBML = 0x1A45DFA3;
    private static final int SEGMENT = 0x18538067;
    private static final int INFO = 0x1549A966;
    private static final int TRACKS = 0x1654AE6B;
    private static final int CLUSTER = 0x1F43B675;

    /** Bytes of a cluster besides the frame: 10 of timestamp, then the block's header of 9, and 4 of track, timestamp and flags. */
    private static final int IN_CLUSTER = 10 + 9 + 4;

    /** The bytes before the first frame. */
    byte[] head() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        element(out, EBML, join(text(0x4282, "matroska"), number(0x4287, 4), number(0x4285, 2)));
        id(out, SEGMENT);
        out.writeBytes(new byte[] {0x01, -1, -1, -1, -1, -1, -1, -1}); // of unknown size
        element(out, INFO, join(number(0x2AD7B1, 1), text(0x4D80, "limn"), text(0x5741, "limn")));
        byte[] video = join(number(0xB0, width), number(0xBA, height), text(0x2EB524, format));
        ByteArrayOutputStream track = new ByteArrayOutputStream();
        track.writeBytes(join(number(0xD7, 1), number(0x73C5, 1), number(0x83, 1), number(0x9C, 0)));
        track.writeBytes(text(0x86, "V_UNCOMPRESSED"));
        element(track, 0xE0, video);
        ByteArrayOutputStream tracks = new ByteArrayOutputStream();
        element(tracks, 0xAE, track.toByteArray());
        element(out, TRACKS, tracks.toByteArray());
        return out.toByteArray();
    }

    /** The bytes before a frame. */
    byte[] before(long nanos) {
        ByteBuffer head = ByteBuffer.allocate(4 + 8 + IN_CLUSTER);
        head.putInt(CLUSTER).putLong(size((long) IN_CLUSTER + bytes));
        head.put((byte) 0xE7).put((byte) 0x88).putLong(nanos);
        head.put((byte) 0xA3).putLong(size(4L + bytes));
        head.put((byte) 0x81).putShort((short) 0).put((byte) 0x80);
        return head.array();
    }

    private static long size(long bytes) {
        return 1L << 56 | bytes;
    }

    private static byte[] number(int id, long value) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        element(out, id, ByteBuffer.allocate(8).putLong(value).array());
        return out.toByteArray();
    }

    private static byte[] text(int id, String value) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        element(out, id, value.getBytes(StandardCharsets.ISO_8859_1));
        return out.toByteArray();
    }

    private static void element(ByteArrayOutputStream out, int id, byte[] content) {
        id(out, id);
        out.writeBytes(ByteBuffer.allocate(8).putLong(size(content.length)).array());
        out.writeBytes(content);
    }

    private static void id(ByteArrayOutputStream out, int id) {
        for (int shift = 24; shift >= 0; shift -= 8) {
            if (id >>> shift != 0) {
                out.write(id >>> shift);
            }
        }
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }
}
