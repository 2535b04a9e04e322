package io.limn.frame.codec;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;

/**
 * The program of a {@link DecoderProcess}: a picture by standard input, a byte and its rows, four bytes a pixel, by standard output. Ends with
 * the process that has started it.
 */
public final class DecoderMain {
    static final int DECODED = 1;
    static final int REFUSED = 0;

    private DecoderMain() {}

    /** @param arguments codec, width, height, bytes of the file */
    public static void main(String[] arguments) throws IOException {
        ProcessHandle.current().parent().ifPresent(parent -> parent.onExit()
                .thenRun(() -> Runtime.getRuntime().halt(1)));
        NativeDecoding.Codec codec = NativeDecoding.Codec.valueOf(arguments[0]);
        int width = Integer.parseInt(arguments[1]);
        int height = Integer.parseInt(arguments[2]);
        byte[] file = System.in.readNBytes(Integer.parseInt(arguments[3]));
        ByteBuffer row = ByteBuffer.allocate(width * Integer.BYTES);
        try (OutputStream out = new BufferedOutputStream(System.out, 1 << 16)) {
            boolean decoded = Leptonica.available()
                    && codec.decode(file, file.length, width, height, (rgba, y) -> {
                        if (y == 0) {
                            out.write(DECODED);
                        }
                        row.asIntBuffer().put(rgba);
                        out.write(row.array());
                    });
            if (!decoded) {
                out.write(REFUSED);
            }
        }
    }
}
