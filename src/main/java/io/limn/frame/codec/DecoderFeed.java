package io.limn.frame.codec;

import java.io.IOException;
import java.io.OutputStream;

/** Writes to a decoder's standard input on a thread of its own, so that its output can be read meanwhile. */
final class DecoderFeed {
    private DecoderFeed() {}

    static void start(Process process, byte[] stream) {
        Thread thread = new Thread(
                () -> {
                    try (OutputStream in = process.getOutputStream()) {
                        in.write(stream);
                    } catch (IOException e) {
                        // It has ended, or has read what it needs; the pictures tell.
                    }
                },
                "limn-decoder-feed");
        thread.setDaemon(true);
        thread.start();
    }
}
