package io.limn.frame.codec.exr;

import static io.limn.frame.header.Structure.damaged;

import io.limn.frame.header.FrameRejectedException;
import java.util.Arrays;

/**
 * EXR's run-length encoding: a negative count is followed by that many literal bytes, any other by one byte that is repeated count + 1
 * times.
 */
final class Runs {
    private Runs() {}

    static void unpack(Packed packed, byte[] to, int size) throws FrameRejectedException {
        byte[] from = packed.array();
        int at = packed.from();
        int filled = 0;
        while (filled < size) {
            int count = at < packed.end() ? from[at++] : Integer.MAX_VALUE;
            int length = count < 0 ? -count : count + 1;
            int taken = count < 0 ? length : 1;
            if (count == Integer.MAX_VALUE || at + taken > packed.end() || length > size - filled) {
                throw damaged("The EXR is damaged: the runs of a part of its picture do not fit it.");
            }
            if (count < 0) {
                System.arraycopy(from, at, to, filled, length);
            } else {
                Arrays.fill(to, filled, filled + length, from[at]);
            }
            at += taken;
            filled += length;
        }
    }
}
