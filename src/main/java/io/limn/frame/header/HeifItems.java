package io.limn.frame.header;

import static io.limn.frame.header.Structure.damaged;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The items of a HEIF file's meta box: what each is, where it lies, what is said of it.
 *
 * @param primary the picture's item
 * @param types by item, four characters
 * @param places by item
 * @param properties by item, in their order
 * @param tiles by grid, the items that it is made of
 */
record HeifItems(
        Bytes bytes,
        long primary,
        Map<Long, String> types,
        Map<Long, List<Segment>> places,
        Map<Long, List<HeifBox>> properties,
        Map<Long, List<Long>> tiles) {
    private static final int VERSION = 4;

    static HeifItems of(Bytes bytes, FrameFormat format) throws FrameRejectedException {
        HeifBox meta = find(HeifBox.within(bytes, 0, bytes.length()), "meta", format);
        List<HeifBox> boxes = HeifBox.within(bytes, meta.at() + VERSION, meta.end());
        HeifBox primary = find(boxes, "pitm", format);
        HeifCount counted = new HeifCount();
        HeifItems items = new HeifItems(
                bytes,
                bytes.u8(primary.at()) == 0 ? bytes.u16(primary.at() + 4L) : bytes.u32(primary.at() + 4L),
                new HashMap<>(),
                HeifPlaces.of(bytes, find(boxes, "iloc", format), boxes, counted),
                new HashMap<>(),
                new HashMap<>());
        items.types(find(boxes, "iinf", format));
        items.properties(find(boxes, "iprp", format), format, counted);
        for (HeifBox box : boxes) {
            if (box.type().equals("iref")) {
                items.references(box, counted);
            }
        }
        return items;
    }

    static HeifBox find(List<HeifBox> boxes, String type, FrameFormat format) throws FrameRejectedException {
        return boxes.stream()
                .filter(box -> box.type().equals(type))
                .findFirst()
                .orElseThrow(() -> damaged("The " + format + " is damaged: it has no '" + type + "' part."));
    }

    private void types(HeifBox box) throws FrameRejectedException {
        int count = bytes.u8(box.at()) == 0 ? 2 : 4;
        for (HeifBox entry : HeifBox.within(bytes, box.at() + VERSION + count, box.end())) {
            int version = bytes.u8(entry.at());
            if (version < 2) {
                continue; // of early drafts, without types
            }
            int at = entry.at() + VERSION;
            int wide = version == 2 ? 2 : 4;
            StringBuilder type = new StringBuilder();
            for (int i = 0; i < 4; i++) {
                type.append((char) bytes.u8(at + wide + 2L + i));
            }
            types.put(wide == 2 ? bytes.u16(at) : bytes.u32(at), type.toString());
        }
    }

    private void properties(HeifBox box, FrameFormat format, HeifCount counted) throws FrameRejectedException {
        List<HeifBox> parts = HeifBox.within(bytes, box.at(), box.end());
        HeifBox container = find(parts, "ipco", format);
        List<HeifBox> all = HeifBox.within(bytes, container.at(), container.end());
        for (HeifBox part : parts) {
            if (part.type().equals("ipma")) {
                associations(part, all, counted);
            }
        }
    }

    private void associations(HeifBox box, List<HeifBox> all, HeifCount counted) throws FrameRejectedException {
        boolean longIds = bytes.u8(box.at()) > 0;
        boolean longIndices = (bytes.u8(box.at() + 3L) & 1) != 0;
        long count = bytes.u32(box.at() + 4L);
        long at = box.at() + 8L;
        for (long i = 0; i < count && at < box.end(); i++) {
            long item = longIds ? bytes.u32(at) : bytes.u16(at);
            at += longIds ? 4 : 2;
            int links = bytes.u8(at++);
            counted.add(1 + links);
            List<HeifBox> of = properties.computeIfAbsent(item, key -> new ArrayList<>());
            for (int k = 0; k < links; k++) {
                int index = longIndices ? bytes.u16(at) & 0x7FFF : bytes.u8(at) & 0x7F;
                at += longIndices ? 2 : 1;
                if (index > 0 && index <= all.size()) {
                    of.add(all.get(index - 1));
                }
            }
        }
    }

    private void references(HeifBox box, HeifCount counted) throws FrameRejectedException {
        int wide = bytes.u8(box.at()) == 0 ? 2 : 4;
        for (HeifBox reference : HeifBox.within(bytes, box.at() + VERSION, box.end())) {
            if (!reference.type().equals("dimg")) {
                continue;
            }
            long at = reference.at();
            long from = wide == 2 ? bytes.u16(at) : bytes.u32(at);
            int count = bytes.u16(at + wide);
            counted.add(1 + count);
            List<Long> to = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                long place = at + wide + 2 + (long) wide * i;
                to.add(wide == 2 ? (long) bytes.u16(place) : bytes.u32(place));
            }
            tiles.put(from, to);
        }
    }
}
