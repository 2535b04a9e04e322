package io.limn.frame.codec.exr;

import static io.limn.frame.header.Structure.damaged;

import io.limn.frame.header.Bytes;
import io.limn.frame.header.ExrPart;
import io.limn.frame.header.FrameRejectedException;
import io.limn.frame.plate.Window;

/** Finds the chunks of a part's full-size picture and unpacks them, one at a time. */
final class ExrChunks {
    private final Bytes bytes;
    private final boolean several;
    private final int index;
    private final ExrPart part;
    private final Unpacking unpacking;

    /** @param index of the part in its file */
    ExrChunks(byte[] file, boolean several, int index, ExrPart part, Unpacking unpacking) {
        this.bytes = Bytes.littleEndian(file);
        this.several = several;
        this.index = index;
        this.part = part;
        this.unpacking = unpacking;
    }

    /** The pixels of a chunk, cut off at the edge of the data window. */
    Window window(int column, int row) {
        Window data = part.dataWindow();
        int left = data.left() + column * part.chunkWidth();
        int top = data.top() + row * part.chunkHeight();
        return new Window(left, top, (int) Math.min(data.right(), (long) left + part.chunkWidth() - 1), (int)
                Math.min(data.bottom(), (long) top + part.chunkHeight() - 1));
    }

    /** @return the chunk's samples: row by row, channel by channel, little-endian; valid until the next call */
    byte[] unpack(int column, int row, Window window) throws FrameRejectedException {
        long offset = bytes.u64(part.offsetsAt() + 8 * ((long) row * part.across() + column));
        if (offset == 0) {
            throw damaged("The EXR is incomplete: a part of its picture was never written.");
        }
        if (offset > bytes.length()) {
            throw damaged("The EXR is cut off or damaged: it points past its own end of " + bytes.length() + " bytes.");
        }
        long at = offset;
        if (several) {
            require(bytes.u32(at) == index);
            at += 4;
        }
        if (part.tiles().isPresent()) {
            require(bytes.i32(at) == column && bytes.i32(at + 4) == row);
            require(bytes.i32(at + 8) == 0 && bytes.i32(at + 12) == 0);
            at += 16;
        } else {
            require(bytes.i32(at) == window.top());
            at += 4;
        }
        long size = bytes.u32(at);
        Bytes packed = bytes.slice(at + 4, size);
        return unpacking.unpack(new Packed(packed.array(), packed.from(), (int) size), window);
    }

    private static void require(boolean held) throws FrameRejectedException {
        if (!held) {
            throw damaged("The EXR is damaged: a part of its picture is not where its table of offsets says.");
        }
    }
}
