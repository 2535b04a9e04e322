package io.limn.frame;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** WebP containers written chunk by chunk. */
final class Webps {
    private Webps() {}

    /** An animation whose canvas the still picture fills. */
    static byte[] animation(byte[] still, int frames) {
        return animation(still, frames, Drawing.WIDTH, Drawing.HEIGHT, 0);
    }

    /** @param offset of the picture on the canvas, in steps of two pixels */
    static byte[] animation(byte[] still, int frames, int width, int height, int offset) {
        ByteBuffer out = ByteBuffer.allocate((still.length + 40) * frames + 100).order(ByteOrder.LITTLE_ENDIAN);
        out.put(ascii("RIFF\0\0\0\0WEBPVP8X")).putInt(10).putInt(2);
        out.put(u24(width - 1)).put(u24(height - 1));
        out.put(ascii("ANIM")).putInt(6).put(new byte[6]);
        for (int i = 0; i < frames; i++) {
            out.put(ascii("ANMF")).putInt(16 + still.length - 12);
            out.put(u24(offset)).put(u24(offset));
            out.put(u24(Drawing.WIDTH - 1)).put(u24(Drawing.HEIGHT - 1)).putInt(0);
            out.put(still, 12, still.length - 12);
        }
        out.putInt(4, out.position() - 8);
        return Arrays.copyOf(out.array(), out.position());
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] u24(int value) {
        return new byte[] {(byte) value, (byte) (value >> 8), (byte) (value >> 16)};
    }
}
