package io.limn.frame.codec.exr;

import static io.limn.frame.header.Structure.damaged;
import static io.limn.frame.header.Structure.unsupported;

import io.limn.frame.header.ExrCompression;
import io.limn.frame.header.ExrPart;
import io.limn.frame.header.FrameRejectedException;
import io.limn.frame.plate.Window;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Undoes the compression of a part's chunks; keeps its buffers from one to the next. */
final class Unpacking implements AutoCloseable {
    private final ExrPart part;
    private final Inflater inflater = new Inflater();
    private byte[] unpacked = {};
    private byte[] between = {};

    Unpacking(ExrPart part) throws FrameRejectedException {
        this.part = part;
        if (part.compression() == ExrCompression.DWAA || part.compression() == ExrCompression.DWAB) {
            throw unsupported("The EXR is compressed with " + part.compression()
                    + ", which is not read here: save it with ZIP, PIZ or another lossless compression.");
        }
    }

    byte[] unpack(Packed packed, Window window) throws FrameRejectedException {
        ChunkLayout layout = new ChunkLayout(part.channels(), window);
        int size = Math.toIntExact(layout.bytes());
        if (unpacked.length < size) {
            unpacked = new byte[size];
        }
        // A chunk that compression would have made larger is stored as it is.
        if (packed.size() == size || part.compression() == ExrCompression.NONE) {
            if (packed.size() != size) {
                throw damaged("The EXR is damaged: a part of its picture has " + packed.size() + " bytes instead of "
                        + size + ".");
            }
            System.arraycopy(packed.array(), packed.from(), unpacked, 0, size);
            return unpacked;
        }
        switch (part.compression()) {
            case RLE -> {
                Runs.unpack(packed, scratch(size), size);
                reorder(size);
            }
            case ZIPS, ZIP -> {
                inflate(packed, scratch(size), size);
                reorder(size);
            }
            case PXR24 -> {
                int planes = Pxr24.bytes(layout);
                inflate(packed, scratch(planes), planes);
                Pxr24.unpack(between, layout, unpacked);
            }
            case PIZ -> Piz.unpack(packed, layout, unpacked);
            default -> B44.unpack(packed, layout, unpacked);
        }
        return unpacked;
    }

    private byte[] scratch(int size) {
        if (between.length < size) {
            between = new byte[size];
        }
        return between;
    }

    private void inflate(Packed packed, byte[] to, int size) throws FrameRejectedException {
        inflater.reset();
        inflater.setInput(packed.array(), packed.from(), packed.size());
        try {
            int at = 0;
            while (at < size) {
                int count = inflater.inflate(to, at, size - at);
                if (count == 0) {
                    throw damaged("The EXR is damaged: a part of its picture unpacks to " + at + " bytes instead of "
                            + size + ".");
                }
                at += count;
            }
        } catch (DataFormatException e) {
            throw damaged("The EXR is damaged: a part of its picture can't be inflated.");
        }
    }

    /** Undoes the differences between neighbours, and puts the even bytes, which come first, between the odd ones. */
    private void reorder(int size) {
        for (int i = 1; i < size; i++) {
            between[i] = (byte) (between[i - 1] + between[i] - 128);
        }
        int odd = (size + 1) / 2;
        for (int i = 0, even = 0; i < size; ) {
            unpacked[i++] = between[even++];
            if (i < size) {
                unpacked[i++] = between[odd++];
            }
        }
    }

    @Override
    public void close() {
        inflater.end();
        unpacked = between = Arrays.copyOf(between, 0);
    }
}
