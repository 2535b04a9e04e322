package io.limn.frame.codec;

import io.limn.frame.header.DpxStructure;
import io.limn.frame.header.DpxStructure.Packing;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The samples of a row of a DPX file. */
final class DpxRow {
    private static final int TEN = 10;
    private static final int TEN_BITS = 0x3FF;

    private final ByteBuffer words;
    private final DpxStructure dpx;

    DpxRow(byte[] file, DpxStructure dpx) {
        this.words = ByteBuffer.wrap(file).order(dpx.littleEndian() ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        this.dpx = dpx;
    }

    void unpack(int y, int[] samples) {
        int at = dpx.dataAt() + y * dpx.rowBytes();
        switch (dpx.bits()) {
            case 8 -> {
                for (int i = 0; i < samples.length; i++) {
                    samples[i] = words.get(at + i) & 0xFF;
                }
            }
            case 16 -> {
                for (int i = 0; i < samples.length; i++) {
                    samples[i] = words.getShort(at + 2 * i) & 0xFFFF;
                }
            }
            default -> {
                if (dpx.packing() == Packing.TIGHT) {
                    tight(at, samples);
                } else if (dpx.bits() == TEN) {
                    threeInAWord(at, dpx.packing() == Packing.HIGH ? 2 : 0, samples);
                } else {
                    int down = dpx.packing() == Packing.HIGH ? 4 : 0;
                    for (int i = 0; i < samples.length; i++) {
                        samples[i] = words.getShort(at + 2 * i) >> down & 0xFFF;
                    }
                }
            }
        }
    }

    /** The first of three samples is in the highest bits. */
    private void threeInAWord(int at, int padding, int[] samples) {
        for (int i = 0; i < samples.length; i += 3, at += 4) {
            int word = words.getInt(at) >>> padding;
            samples[i] = word >>> 20 & TEN_BITS;
            if (i + 1 < samples.length) {
                samples[i + 1] = word >>> 10 & TEN_BITS;
            }
            if (i + 2 < samples.length) {
                samples[i + 2] = word & TEN_BITS;
            }
        }
    }

    private void tight(int at, int[] samples) {
        int bits = dpx.bits();
        int mask = (1 << bits) - 1;
        long held = 0;
        int there = 0;
        for (int i = 0; i < samples.length; i++) {
            if (there < bits) {
                held |= (words.getInt(at) & 0xFFFFFFFFL) << there;
                there += 32;
                at += 4;
            }
            samples[i] = (int) held & mask;
            held >>>= bits;
            there -= bits;
        }
    }
}
