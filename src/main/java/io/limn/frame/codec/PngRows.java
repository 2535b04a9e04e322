package io.limn.frame.codec;

import static io.limn.frame.header.Structure.damaged;

import io.limn.frame.header.Bytes;
import io.limn.frame.header.FrameRejectedException;
import io.limn.frame.header.PngStructure;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** The rows of a PNG: IDAT chunks inflated and their filters undone. */
final class PngRows implements AutoCloseable {
    private final byte[] file;
    private final Bytes bytes;
    private final int pixelBits;
    private final int filterStep;
    private final Inflater inflater = new Inflater();
    private int chunkAt;
    private byte[] row;
    private byte[] above;

    PngRows(byte[] file, PngStructure png) {
        this.file = file;
        this.bytes = Bytes.bigEndian(file);
        this.pixelBits = png.bits() * png.bands();
        this.filterStep = Math.max(1, pixelBits / 8);
        this.chunkAt = png.dataAt();
    }

    /** Begins a pass whose rows have this many pixels. */
    void begin(int columns) {
        int size = 1 + (int) (((long) columns * pixelBits + 7) / 8);
        row = new byte[size];
        above = new byte[size];
    }

    /** @return the next row, behind one byte; valid until the next call */
    byte[] next() throws FrameRejectedException {
        byte[] last = row;
        row = above;
        above = last;
        inflate();
        switch (row[0]) {
            case 0 -> {}
            case 1 -> sub();
            case 2 -> up();
            case 3 -> average();
            case 4 -> paeth();
            default ->
                throw damaged("The PNG is damaged: a row has filter " + (row[0] & 0xFF) + ", which PNG does not have.");
        }
        return row;
    }

    private void inflate() throws FrameRejectedException {
        int at = 0;
        try {
            while (at < row.length) {
                int count = inflater.inflate(row, at, row.length - at);
                at += count;
                if (count == 0) {
                    more();
                }
            }
        } catch (DataFormatException e) {
            throw damaged("The PNG is damaged: its picture data can't be inflated.");
        }
    }

    private void more() throws FrameRejectedException {
        if (inflater.finished() || inflater.needsDictionary()) {
            throw damaged("The PNG is damaged: its picture data end before its last row.");
        }
        if (chunkAt + 12L > file.length || !bytes.has(chunkAt + 4L, "IDAT")) {
            throw damaged("The PNG is cut off: its " + file.length + " bytes end in the middle of the picture.");
        }
        long size = bytes.u32(chunkAt);
        int there = (int) Math.min(size, file.length - chunkAt - 8L);
        if (there == size && chunkAt + 12 + size <= file.length) {
            CRC32 crc = new CRC32();
            crc.update(file, chunkAt + 4, there + 4);
            if (crc.getValue() != bytes.u32(chunkAt + 8 + size)) {
                throw damaged("The PNG is damaged: the checksum of its picture data does not match.");
            }
        }
        inflater.setInput(file, chunkAt + 8, there);
        chunkAt = (int) Math.min(file.length, chunkAt + 12 + size);
    }

    private void sub() {
        for (int i = 1 + filterStep; i < row.length; i++) {
            row[i] += row[i - filterStep];
        }
    }

    private void up() {
        for (int i = 1; i < row.length; i++) {
            row[i] += above[i];
        }
    }

    private void average() {
        for (int i = 1; i < row.length; i++) {
            int left = i > filterStep ? row[i - filterStep] & 0xFF : 0;
            row[i] += (byte) (left + (above[i] & 0xFF) >> 1);
        }
    }

    private void paeth() {
        for (int i = 1; i <= filterStep && i < row.length; i++) {
            row[i] += above[i];
        }
        for (int i = 1 + filterStep; i < row.length; i++) {
            int left = row[i - filterStep] & 0xFF;
            int up = above[i] & 0xFF;
            int corner = above[i - filterStep] & 0xFF;
            int byLeft = Math.abs(up - corner);
            int byUp = Math.abs(left - corner);
            int byCorner = Math.abs(left + up - 2 * corner);
            int predicted = byLeft <= byUp && byLeft <= byCorner ? left : byUp <= byCorner ? up : corner;
            row[i] += (byte) predicted;
        }
    }

    @Override
    public void close() {
        inflater.end();
    }
}
