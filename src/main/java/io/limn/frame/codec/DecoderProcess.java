package io.limn.frame.codec;

import io.limn.frame.header.FrameRejectedException;
import io.limn.frame.header.FrameRejectedException.Reason;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Locale;

/**
 * Decodes one picture in a process of its own, {@link DecoderMain}, which is ended as soon as no caller waits for the picture, or when it has
 * used more of the processor than any picture like it takes. The file goes in by its standard input and the rows come by its
 * standard output. The process inherits no environment, and so no keys.
 */
final class DecoderProcess {
    private static final double MORE_THAN_ESTIMATED = 3;

    private final NativeDecoding work;
    private final Duration processorTime;

    DecoderProcess(NativeDecoding work) {
        this.work = work;
        this.processorTime = Duration.ofMillis((long) (work.seconds() * MORE_THAN_ESTIMATED * 1000));
    }

    /** @return false where the library can't decode the file */
    boolean decode(byte[] file, int length, Watch watch, Leptonica.RowTaker rows)
            throws IOException, FrameRejectedException {
        Process process = DecoderCommand.of(work, length).start();
        ProcessGuard guard = new ProcessGuard(process, watch, processorTime, this::overspent);
        try {
            send(process, file, length);
            return receive(process, rows);
        } catch (IOException e) {
            guard.raise(); // the end of a stream that the guard has cut
            throw new IOException("its decoder ended early", e);
        } finally {
            ProcessGuard.end(process);
            guard.raise();
        }
    }

    private static void send(Process process, byte[] file, int length) throws IOException {
        try (OutputStream out = process.getOutputStream()) {
            out.write(file, 0, length);
        }
    }

    private boolean receive(Process process, Leptonica.RowTaker taker) throws IOException {
        int[] row = new int[work.width()];
        byte[] bytes = new byte[work.width() * Integer.BYTES];
        try (InputStream pipe = process.getInputStream();
                DataInputStream in = new DataInputStream(new BufferedInputStream(pipe, 1 << 16))) {
            if (in.readByte() != DecoderMain.DECODED) {
                return false;
            }
            for (int y = 0; y < work.height(); y++) {
                in.readFully(bytes);
                ByteBuffer.wrap(bytes).asIntBuffer().get(row);
                taker.take(row, y);
            }
            return true;
        }
    }

    private FrameRejectedException overspent() {
        return new FrameRejectedException(
                Reason.TOO_COSTLY,
                String.format(
                        Locale.ROOT,
                        "Decoding the %s of %dx%d pixels took more than %d seconds, far longer than such pictures take.",
                        work.codec(),
                        work.width(),
                        work.height(),
                        processorTime.toSeconds()));
    }
}
