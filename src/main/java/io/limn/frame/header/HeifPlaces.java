package io.limn.frame.header;

import static io.limn.frame.header.Structure.damaged;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Where items of a HEIF file lie: its iloc box. */
final class HeifPlaces {
    private static final int IN_ITEM_DATA = 1;

    private final Bytes bytes;
    private final HeifCount counted;
    private long at;

    private HeifPlaces(Bytes bytes, long at, HeifCount counted) {
        this.bytes = bytes;
        this.counted = counted;
        this.at = at;
    }

    /** @param boxes beside it, of which idat may hold data */
    static Map<Long, List<Segment>> of(Bytes bytes, HeifBox box, List<HeifBox> boxes, HeifCount counted)
            throws FrameRejectedException {
        HeifBox data = boxes.stream()
                .filter(other -> other.type().equals("idat"))
                .findFirst()
                .orElse(null);
        return new HeifPlaces(bytes, box.at(), counted).read(box, data);
    }

    private long number(int size) throws FrameRejectedException {
        long value =
                switch (size) {
                    case 0 -> 0;
                    case 2 -> bytes.u16(at);
                    case 4 -> bytes.u32(at);
                    case 8 -> bytes.u64(at);
                    default -> throw damaged("The file is damaged: it has numbers of " + size + " bytes.");
                };
        at += size;
        return value;
    }

    private Map<Long, List<Segment>> read(HeifBox box, HeifBox data) throws FrameRejectedException {
        int version = bytes.u8(at);
        int sizes = bytes.u16(at + 4);
        at += 6;
        long count = number(version < 2 ? 2 : 4);
        Map<Long, List<Segment>> places = new HashMap<>();
        for (long i = 0; i < count && at < box.end(); i++) {
            long item = number(version < 2 ? 2 : 4);
            long method = version > 0 ? number(2) & 0xF : 0;
            number(2); // which file: this one
            long base = number(sizes >> 4 & 0xF);
            long extents = number(2);
            counted.add(1 + extents);
            List<Segment> parts = new ArrayList<>();
            for (long k = 0; k < extents && at < box.end(); k++) {
                number(version > 0 ? sizes & 0xF : 0);
                long offset = base + number(sizes >> 12);
                long length = number(sizes >> 8 & 0xF);
                parts.add(part(method == IN_ITEM_DATA ? data : null, offset, length));
            }
            places.put(item, parts);
        }
        return places;
    }

    private Segment part(HeifBox data, long offset, long length) throws FrameRejectedException {
        long from = data == null ? offset : data.at() + offset;
        long end = data == null ? bytes.length() : data.end();
        if (from < 0 || length < 0 || from > end || length > end - from) {
            throw damaged("The file is cut off: its picture lies past its end of " + bytes.length() + " bytes.");
        }
        return new Segment((int) from, (int) (length == 0 ? end - from : length));
    }
}
