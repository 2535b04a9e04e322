package io.limn.frame.header;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One image file directory of TIFF-structured bytes (TIFF 6.0, BigTIFF, and the block that EXIF is): where each tag's values
 * lie. Values are read when they are asked for.
 *
 * @param next offset of the directory after this one, 0 where there is none
 */
record TiffDirectory(Bytes bytes, Map<Integer, Entry> entries, long next) {
    static final int ORIENTATION = 274;

    private static final int RATIONAL = 5;
    private static final int MOST_PAGES = 64;
    private static final int MOST_ENTRIES = 4096;

    /** A tag's values: TIFF type, how many, and where. */
    record Entry(int type, long count, long at) {}

    /** The directories in the order of the chain, at most {@value #MOST_PAGES}. */
    static List<TiffDirectory> chain(byte[] file) throws FrameRejectedException {
        Bytes block = ordered(Bytes.bigEndian(file));
        List<TiffDirectory> pages = new ArrayList<>();
        long at = first(block);
        while (at != 0 && pages.size() < MOST_PAGES) {
            TiffDirectory page;
            try {
                page = at(block, at);
            } catch (FrameRejectedException broken) {
                if (pages.isEmpty()) {
                    throw broken;
                }
                break; // a chain that breaks off behind its first page still has that one
            }
            pages.add(page);
            at = page.next();
        }
        return pages;
    }

    private static Bytes ordered(Bytes block) {
        return block.withOrder(block.has(0, "II"));
    }

    private static boolean big(Bytes bytes) throws FrameRejectedException {
        return bytes.u16(2) == 43;
    }

    private static long first(Bytes bytes) throws FrameRejectedException {
        return big(bytes) ? bytes.u64(8) : bytes.u32(4);
    }

    static TiffDirectory at(Bytes bytes, long at) throws FrameRejectedException {
        boolean big = big(bytes);
        long count = big ? bytes.u64(at) : bytes.u16(at);
        int entrySize = big ? 20 : 12;
        long first = at + (big ? 8 : 2);
        if (count > MOST_ENTRIES) {
            throw Structure.damaged("The TIFF is damaged: a directory claims " + count + " entries.");
        }
        Map<Integer, Entry> entries = new HashMap<>();
        for (long i = 0; i < count; i++) {
            long entry = first + i * entrySize;
            int type = bytes.u16(entry + 2);
            long values = big ? bytes.u64(entry + 4) : bytes.u32(entry + 4);
            long inline = entry + (big ? 12 : 8);
            int room = big ? 8 : 4;
            int size = size(type);
            if (size > 0 && values > 0) {
                long where = values <= room / size ? inline : big ? bytes.u64(inline) : bytes.u32(inline);
                entries.putIfAbsent(bytes.u16(entry), new Entry(type, values, where));
            }
        }
        long end = first + count * entrySize;
        boolean more = end + (big ? 8 : 4) <= bytes.length();
        return new TiffDirectory(bytes, entries, more ? big ? bytes.u64(end) : bytes.u32(end) : 0);
    }

    /** Bytes of a value; 0 for types that TIFF does not have. */
    static int size(int type) {
        return switch (type) {
            case 1, 2, 6, 7 -> 1; // BYTE, ASCII, SBYTE, UNDEFINED
            case 3, 8 -> 2; // SHORT, SSHORT
            case 4, 9, 11, 13 -> 4; // LONG, SLONG, FLOAT, IFD
            case 5, 10, 12, 16, 17, 18 -> 8; // RATIONAL, SRATIONAL, DOUBLE, LONG8, SLONG8, IFD8
            default -> 0;
        };
    }

    /** Whether offsets and counts have eight bytes. */
    boolean big() throws FrameRejectedException {
        return big(bytes);
    }

    boolean has(int tag) {
        return entries.containsKey(tag);
    }

    /** The first whole-number value of a tag. */
    long value(int tag, long otherwise) throws FrameRejectedException {
        Entry entry = entries.get(tag);
        return entry == null || !whole(entry) ? otherwise : value(entry, 0);
    }

    /**
     * All whole-number values of a tag; empty where it is missing.
     *
     * @throws FrameRejectedException where there are more than {@code most}
     */
    long[] values(int tag, long most) throws FrameRejectedException {
        Entry entry = entries.get(tag);
        if (entry == null || !whole(entry)) {
            return new long[0];
        }
        if (entry.count() > most) {
            throw Structure.damaged("The TIFF is damaged: its tag " + tag + " has " + entry.count()
                    + " values; at most " + most + " make sense.");
        }
        return first(tag, (int) entry.count());
    }

    /** The first whole-number values of a tag; fewer where it has fewer. */
    long[] first(int tag, int most) throws FrameRejectedException {
        Entry entry = entries.get(tag);
        if (entry == null || !whole(entry)) {
            return new long[0];
        }
        int count = (int) Math.min(most, entry.count());
        bytes.slice(entry.at(), (long) count * size(entry.type()));
        long[] values = new long[count];
        for (int i = 0; i < values.length; i++) {
            values[i] = value(entry, i);
        }
        return values;
    }

    /** As many numbers as {@code otherwise} has, which stands for a tag that is missing or has fewer, or for ones that aren't numbers. */
    double[] numbers(int tag, double[] otherwise) throws FrameRejectedException {
        Entry entry = entries.get(tag);
        if (entry == null || entry.count() < otherwise.length || entry.type() != RATIONAL && !whole(entry)) {
            return otherwise;
        }
        double[] numbers = new double[otherwise.length];
        for (int i = 0; i < numbers.length; i++) {
            long at = entry.at() + 8L * i;
            numbers[i] = entry.type() == RATIONAL ? (double) bytes.u32(at) / bytes.u32(at + 4) : value(entry, i);
        }
        return numbers;
    }

    /** Where the bytes of a tag of bytes lie; size 0 where it is missing or reaches past the end. */
    Segment contents(int tag) {
        Entry entry = entries.get(tag);
        if (entry == null || size(entry.type()) != 1 || entry.at() + entry.count() > bytes.length()) {
            return new Segment(0, 0);
        }
        return new Segment((int) entry.at(), (int) entry.count());
    }

    private static boolean whole(Entry entry) {
        return switch (entry.type()) {
            case 1, 3, 4, 7, 13, 16, 18 -> true;
            default -> false;
        };
    }

    private long value(Entry entry, long index) throws FrameRejectedException {
        int size = size(entry.type());
        long at = entry.at() + index * size;
        return switch (size) {
            case 1 -> bytes.u8(at);
            case 2 -> bytes.u16(at);
            case 4 -> bytes.u32(at);
            default -> bytes.u64(at);
        };
    }

    /** The orientation in an EXIF block; 1 where the block is broken, as a bad note must not cost the picture. */
    static int exifOrientation(Bytes block) {
        try {
            Bytes bytes = ordered(block);
            return Structure.checkedOrientation(at(bytes, first(bytes)).value(ORIENTATION, 1));
        } catch (FrameRejectedException broken) {
            return 1;
        }
    }
}
