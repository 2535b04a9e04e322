package io.limn.frame;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.TreeMap;

/** Small files whose headers list far more than they hold. */
final class Bombs {
    private Bombs() {}

    /** A box of an ISO base media file. */
    private static byte[] box(String type, byte[]... contents) {
        byte[] all = joined(contents);
        return joined(ints(8 + all.length), type.getBytes(StandardCharsets.US_ASCII), all);
    }

    static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    private static byte[] repeated(byte[] part, int times) {
        ByteBuffer all = ByteBuffer.allocate(part.length * times);
        while (all.hasRemaining()) {
            all.put(part);
        }
        return all.array();
    }

    private static byte[] ints(int... values) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * values.length);
        for (int value : values) {
            bytes.putInt(value);
        }
        return bytes.array();
    }

    private static byte[] shorts(int... values) {
        ByteBuffer bytes = ByteBuffer.allocate(2 * values.length);
        for (int value : values) {
            bytes.putShort((short) value);
        }
        return bytes.array();
    }

    /** A HEIC of 64x64 pixels, its item 1. */
    private static byte[] heic(byte[] places, byte[] associations, byte[] references, byte[] behind) {
        byte[] entry = box("infe", ints(2 << 24), shorts(1, 0), "hvc1\0".getBytes(StandardCharsets.US_ASCII));
        byte[] properties = box("ipco", box("ispe", ints(0, 64, 64)), box("hvcC", new byte[23]));
        return joined(
                box("ftyp", "heic\0\0\0\0heicmif1".getBytes(StandardCharsets.US_ASCII)),
                box(
                        "meta",
                        ints(0),
                        box("pitm", ints(0), shorts(1)),
                        box("iloc", places),
                        box("iinf", ints(0), shorts(1), entry),
                        box("iprp", properties, box("ipma", associations)),
                        box("iref", ints(0), references)),
                behind);
    }

    private static final byte[] TWO_PROPERTIES = {0, 0, 0, 0, 0, 0, 0, 1, 0, 1, 2, 1, 2};

    private static byte[] onePlace(int extents) {
        return joined(ints(0), shorts(0x4400, 1, 1, 0, extents), repeated(ints(0, 0), extents));
    }

    /** Items with 65,535 parts each, none of which takes a byte. */
    static byte[] heicOfEmptyParts(int items) {
        byte[] item = shorts(1, 0, 0xFFFF);
        return heic(joined(ints(0), shorts(0, items), repeated(item, items)), TWO_PROPERTIES, new byte[0], new byte[0]);
    }

    /** One picture of many parts, each of which is the whole file. */
    static byte[] heicOfTheWholeFile(int times, int behind) {
        return heic(onePlace(times), TWO_PROPERTIES, new byte[0], box("mdat", new byte[behind]));
    }

    /** References with 65,535 items each, on top of each other. */
    static byte[] heicOfReferences(int count) {
        ByteArrayOutputStream references = new ByteArrayOutputStream();
        for (int i = 0; i < count; i++) {
            references.writeBytes(box("dimg", shorts(i, 0xFFFF)));
        }
        return heic(onePlace(1), TWO_PROPERTIES, references.toByteArray(), box("mdat", new byte[200_000]));
    }

    /** Properties of items, each with a few bytes. */
    static byte[] heicOfProperties(int items) {
        ByteBuffer associations =
                ByteBuffer.allocate(8 + 5 * items).putInt(1 << 24).putInt(items);
        for (int i = 0; i < items; i++) {
            associations.putInt(i).put((byte) 0);
        }
        return heic(onePlace(1), associations.array(), new byte[0], new byte[0]);
    }

    /** A JPEG with empty tables before its picture. */
    static byte[] jpegOfTables(int tables) {
        return joined(new byte[] {-1, (byte) 0xD8}, repeated(new byte[] {-1, (byte) 0xDB, 0, 2}, tables), jpegScan());
    }

    private static byte[] jpegScan() {
        return new byte[] {
            -1,
            (byte) 0xC0,
            0,
            17,
            8,
            0,
            16,
            0,
            16,
            3,
            1,
            0x11,
            0,
            2,
            0x11,
            0,
            3,
            0x11,
            0, //
            -1,
            (byte) 0xDA,
            0,
            12,
            3,
            1,
            0,
            2,
            0,
            3,
            0,
            0,
            63,
            0,
            -1,
            (byte) 0xD9
        };
    }

    /** Tags of a little-endian TIFF. */
    private static final class Tags {
        private final TreeMap<Integer, int[]> entries = new TreeMap<>();

        Tags with(int tag, int type, int count, int value) {
            entries.put(tag, new int[] {type, count, value});
            return this;
        }

        /** Where the directory will end, with so many tags more. */
        int end(int more) {
            return 8 + 2 + 12 * (entries.size() + more) + 4;
        }

        byte[] file(byte[] behind) {
            ByteBuffer head = ByteBuffer.allocate(end(0)).order(ByteOrder.LITTLE_ENDIAN);
            head.put("II*\0".getBytes(StandardCharsets.US_ASCII)).putInt(8).putShort((short) entries.size());
            entries.forEach((tag, entry) -> head.putShort(tag.shortValue())
                    .putShort((short) entry[0])
                    .putInt(entry[1])
                    .putInt(entry[2]));
            return joined(head.array(), behind);
        }
    }

    private static Tags tags(int side, int bands, int photometric) {
        return new Tags()
                .with(256, 4, 1, side)
                .with(257, 4, 1, side)
                .with(258, 3, 1, 8)
                .with(259, 3, 1, 1)
                .with(262, 3, 1, photometric)
                .with(277, 3, 1, bands);
    }

    /** A grey picture of one strip, for which it lists the places of millions. */
    static byte[] tiffOfPlaces(int places) {
        Tags tags = tags(16, 1, 1);
        int at = tags.end(2);
        return tags.with(273, 1, places, at).with(279, 1, places, at).file(repeated(new byte[] {1}, places));
    }

    /** A YCbCr picture, of a kind that a reader of whole files decodes, with tags that share their million values. */
    static byte[] tiffOfNotes(int tags, int values) {
        Tags all = tags(64, 3, 6);
        int at = all.end(3 + tags);
        all.with(273, 4, 1, at).with(278, 4, 1, 64).with(279, 4, 1, 64 * 64 * 3);
        for (int i = 0; i < tags; i++) {
            all.with(40_000 + i, 5, values, at);
        }
        return all.file(repeated(ints(1, 1), Math.max(values, 64 * 64)));
    }

    /** Thousands of JPEG tiles, each of which is read with the same tables. */
    static byte[] tiffOfTables(int tiles, int tableBytes) {
        byte[] comment = new byte[tableBytes / 60_000 * 60_000];
        for (int i = 0; i < comment.length; i += 60_000) {
            System.arraycopy(new byte[] {-1, (byte) 0xFE, (byte) (59_998 >> 8), (byte) 59_998}, 0, comment, i, 4);
        }
        byte[] tables = joined(new byte[] {-1, (byte) 0xD8}, comment, new byte[] {-1, (byte) 0xD9});
        byte[] tile = joined(new byte[] {-1, (byte) 0xD8}, jpegScan());
        Tags all = tags(16, 3, 6)
                .with(256, 4, 1, 16 * tiles)
                .with(259, 3, 1, 7)
                .with(322, 4, 1, 16)
                .with(323, 4, 1, 16);
        int at = all.end(3);
        all.with(324, 4, tiles, at).with(325, 4, tiles, at + 4 * tiles);
        all.with(347, 7, tables.length, at + 8 * tiles);
        ByteBuffer lists = ByteBuffer.allocate(8 * tiles).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < tiles; i++) {
            lists.putInt(at + 8 * tiles + tables.length + tile.length * i);
        }
        for (int i = 0; i < tiles; i++) {
            lists.putInt(tile.length);
        }
        return all.file(joined(lists.array(), tables, repeated(tile, tiles)));
    }
}
