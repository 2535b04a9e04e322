package io.limn.frame.header;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A TIFF with one directory: that of its picture, with the tags that decoding needs. A reader of whole files reads every value of every
 * tag of every directory, and tags may share their values, so that a file of ten megabytes fills gigabytes.
 */
public final class BareTiff {
    private static final Set<Integer> BLOCKS = Set.of(273, 279, 324, 325);

    /** Size, samples, compression with its options, strips and tiles, YCbCr, profile. */
    private static final Set<Integer> KEPT = Set.of(
            256, 257, 258, 259, 262, 266, 273, 277, 278, 279, 284, 292, 293, 317, 322, 323, 324, 325, 338, 339, 529,
            530, 531, 532, 34675);

    private static final int ICC = 34675;
    private static final int MOST_VALUES = 1024;

    private BareTiff() {}

    /** @param tiff the file's structure */
    public static byte[] of(byte[] file, TiffStructure tiff) throws FrameRejectedException {
        TiffDirectory page = TiffPage.picture(file);
        boolean big = page.big();
        int room = big ? 8 : 4;
        int blocks = tiff.grid().blocks().length;
        Map<Integer, TiffDirectory.Entry> entries = new TreeMap<>(page.entries());
        entries.keySet().retainAll(KEPT);
        int at = file.length + (file.length & 1);
        ByteBuffer bare = ByteBuffer.allocate(at + 2 * room + (8 + 2 * room + (big ? 0 : -4)) * entries.size() + 8)
                .order(page.bytes().littleEndian() ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        bare.put(file);
        number(bare.position(big ? 8 : 4), big, at);
        bare.position(at);
        if (big) {
            bare.putLong(entries.size());
        } else {
            bare.putShort((short) entries.size());
        }
        for (Map.Entry<Integer, TiffDirectory.Entry> tag : entries.entrySet()) {
            TiffDirectory.Entry entry = tag.getValue();
            long most = BLOCKS.contains(tag.getKey()) ? blocks : tag.getKey() == ICC ? file.length : MOST_VALUES;
            long count = Math.min(entry.count(), most);
            long bytes = count * TiffDirectory.size(entry.type());
            bare.putShort(tag.getKey().shortValue()).putShort((short) entry.type());
            number(bare, big, count);
            int value = bare.position();
            if (bytes <= room) {
                page.bytes().slice(entry.at(), bytes);
                bare.put(file, (int) entry.at(), (int) bytes).position(value + room);
            } else {
                number(bare, big, entry.at());
            }
        }
        number(bare, big, 0);
        return bare.array();
    }

    private static void number(ByteBuffer into, boolean big, long value) {
        if (big) {
            into.putLong(value);
        } else {
            into.putInt((int) value);
        }
    }
}
