package io.limn.frame.header;

import static io.limn.frame.header.Structure.damaged;

import java.util.ArrayList;
import java.util.List;

/**
 * A box of an ISO base media file (ISO/IEC 14496-12).
 *
 * @param type four characters
 * @param at where its contents begin
 * @param end past its contents
 */
record HeifBox(String type, int at, int end) {
    private static final int HEAD = 8;
    private static final int MOST = 100_000;

    /** The boxes from a place to another. */
    static List<HeifBox> within(Bytes bytes, int from, int to) throws FrameRejectedException {
        List<HeifBox> boxes = new ArrayList<>();
        for (long at = from; at + HEAD <= to && boxes.size() < MOST; ) {
            long size = bytes.u32(at);
            int head = HEAD;
            if (size == 1) {
                size = bytes.u64(at + HEAD);
                head += Long.BYTES;
            } else if (size == 0) {
                size = to - at;
            }
            if (size < head || size > to - at) {
                throw damaged("The file is cut off or damaged: a part reaches past its end.");
            }
            StringBuilder type = new StringBuilder();
            for (int i = 0; i < 4; i++) {
                type.append((char) bytes.u8(at + 4 + i));
            }
            boxes.add(new HeifBox(type.toString(), (int) at + head, (int) (at + size)));
            at += size;
        }
        return boxes;
    }

    int size() {
        return end - at;
    }

    Segment contents() {
        return new Segment(at, size());
    }
}
