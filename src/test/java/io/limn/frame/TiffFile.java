package io.limn.frame;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Writes a TIFF tag by tag, with as many pages as are added. */
final class TiffFile {
    private static final int BYTES = 7;
    private static final int SHORT = 3;
    private static final int LONG = 4;
    private static final int RATIONAL = 5;
    private static final int STRIP_OFFSETS = 273;
    private static final int STRIP_BYTES = 279;
    private static final int TILE_OFFSETS = 324;
    private static final int TILE_BYTES = 325;

    private final ByteOrder order;
    private final List<Page> pages = new ArrayList<>();

    TiffFile(ByteOrder order) {
        this.order = order;
    }

    static Page page(int width, int height) {
        return new Page().longs(256, width).longs(257, height).longs(278, height);
    }

    /** RGB of 8 bits in one strip, the start of most of these tests. */
    static Page rgb(int width, int height) {
        return page(width, height)
                .shorts(258, 8, 8, 8)
                .shorts(259, 1)
                .shorts(262, 2)
                .shorts(277, 3);
    }

    TiffFile with(Page page) {
        pages.add(page);
        return this;
    }

    static byte[] of(Page page) {
        return new TiffFile(ByteOrder.LITTLE_ENDIAN).with(page).bytes();
    }

    byte[] bytes() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(order == ByteOrder.LITTLE_ENDIAN ? new byte[] {'I', 'I'} : new byte[] {'M', 'M'});
        out.writeBytes(shorts(42));
        int at = 8;
        List<byte[]> parts = new ArrayList<>();
        int first = 0;
        for (int i = 0; i < pages.size(); i++) {
            Page page = pages.get(i);
            long[] offsets = new long[page.blocks.size()];
            for (int b = 0; b < offsets.length; b++) {
                if (b > 0 && page.blocks.get(b) == page.blocks.get(b - 1)) {
                    offsets[b] = offsets[b - 1]; // the same array again is the same place in the file
                    continue;
                }
                offsets[b] = at;
                parts.add(page.blocks.get(b));
                at += page.blocks.get(b).length;
            }
            boolean tiled = page.tags.containsKey(322);
            page.longs(tiled ? TILE_OFFSETS : STRIP_OFFSETS, offsets);
            page.longs(
                    tiled ? TILE_BYTES : STRIP_BYTES,
                    page.blocks.stream().mapToLong(block -> block.length).toArray());
            first = i == 0 ? at + extraSize(page) : first;
            int directoryAt = at + extraSize(page);
            boolean last = i == pages.size() - 1;
            int end = directoryAt + 2 + 12 * page.tags.size() + 4;
            int next = last ? 0 : end + blockSize(pages.get(i + 1)) + extraSize(sized(pages.get(i + 1)));
            parts.add(directory(page, at, next));
            at = end;
        }
        out.writeBytes(ints(first));
        parts.forEach(out::writeBytes);
        return out.toByteArray();
    }

    private static int blockSize(Page page) {
        return page.blocks.stream().mapToInt(block -> block.length).sum();
    }

    /** With offsets and sizes in place, so that the size of the directory is known. */
    private static Page sized(Page page) {
        long[] none = new long[page.blocks.size()];
        boolean tiled = page.tags.containsKey(322);
        return page.longs(tiled ? TILE_OFFSETS : STRIP_OFFSETS, none).longs(tiled ? TILE_BYTES : STRIP_BYTES, none);
    }

    private static int extraSize(Page page) {
        return page.tags.values().stream().mapToInt(TiffFile::extra).sum();
    }

    private static int extra(Tag tag) {
        int size = tag.values.length * (tag.type == BYTES ? 1 : tag.type == SHORT ? 2 : 4);
        return size > 4 ? size : 0;
    }

    private byte[] directory(Page page, int extraAt, int next) {
        ByteArrayOutputStream extras = new ByteArrayOutputStream();
        ByteArrayOutputStream entries = new ByteArrayOutputStream();
        entries.writeBytes(shorts(page.tags.size()));
        for (Map.Entry<Integer, Tag> entry : page.tags.entrySet()) {
            Tag tag = entry.getValue();
            entries.writeBytes(shorts(entry.getKey()));
            entries.writeBytes(shorts(tag.type));
            entries.writeBytes(ints(tag.type == RATIONAL ? tag.values.length / 2 : tag.values.length));
            byte[] values = values(tag);
            if (values.length > 4) {
                entries.writeBytes(ints(extraAt + extras.size()));
                extras.writeBytes(values);
            } else {
                entries.writeBytes(Arrays.copyOf(values, 4));
            }
        }
        entries.writeBytes(ints(next));
        extras.writeBytes(entries.toByteArray());
        return extras.toByteArray();
    }

    private byte[] values(Tag tag) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (long value : tag.values) {
            if (tag.type == BYTES) {
                out.write((int) value);
            } else {
                out.writeBytes(tag.type == SHORT ? shorts((int) value) : ints((int) value));
            }
        }
        return out.toByteArray();
    }

    private byte[] shorts(int value) {
        return ByteBuffer.allocate(2).order(order).putShort((short) value).array();
    }

    private byte[] ints(int value) {
        return ByteBuffer.allocate(4).order(order).putInt(value).array();
    }

    private record Tag(int type, long[] values) {}

    /** Tags and blocks of one page. */
    static final class Page {
        private final Map<Integer, Tag> tags = new TreeMap<>();
        private final List<byte[]> blocks = new ArrayList<>();

        Page shorts(int tag, long... values) {
            tags.put(tag, new Tag(SHORT, values));
            return this;
        }

        Page longs(int tag, long... values) {
            tags.put(tag, new Tag(LONG, values));
            return this;
        }

        /** @param pairs numerator, denominator, … */
        Page rationals(int tag, long... pairs) {
            tags.put(tag, new Tag(RATIONAL, pairs));
            return this;
        }

        Page bytes(int tag, byte[] contents) {
            long[] values = new long[contents.length];
            for (int i = 0; i < values.length; i++) {
                values[i] = contents[i];
            }
            tags.put(tag, new Tag(BYTES, values));
            return this;
        }

        Page without(int tag) {
            tags.remove(tag);
            return this;
        }

        /** A strip or tile. */
        Page block(byte[] contents) {
            blocks.add(contents);
            return this;
        }
    }
}
