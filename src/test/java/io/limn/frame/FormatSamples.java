package io.limn.frame;

import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Files for each row of the table of formats in docs/formats.md, by "format | kind". */
final class FormatSamples {
    private static final int WIDTH = Drawing.WIDTH;
    private static final int HEIGHT = Drawing.HEIGHT;

    private FormatSamples() {}

    static Map<String, List<byte[]>> all() throws Exception {
        Map<String, List<byte[]>> samples = new LinkedHashMap<>();
        jpeg(samples);
        png(samples);
        samples.put("WebP | lossy, lossless, alpha", fixtures("lossy.webp", "lossless.webp", "alpha.webp"));
        samples.put("WebP | animation of one frame", List.of(Webps.animation(Drawing.fixture("lossy.webp"), 1)));
        samples.put("WebP | animation of more frames", fixtures("animated.webp"));
        tiff(samples);
        samples.put(
                "BMP | 1 to 32 bits, any masks, RLE4, RLE8, top-down, OS/2",
                List.of(image(BufferedImage.TYPE_3BYTE_BGR, "bmp"), image(BufferedImage.TYPE_BYTE_BINARY, "bmp")));
        samples.put("BMP | JPEG or PNG inside, Huffman", List.of(bmpOf(4, 24), bmpOf(5, 24)));
        exr(samples);
        dpx(samples);
        samples.put("HEIC, AVIF | one picture, a grid of tiles", fixtures("still.heic", "grid.heic", "still.avif"));
        samples.put("HEIC, AVIF | JPEG, H.264, overlays inside", List.of(other(Drawing.fixture("still.heic"))));
        samples.put(
                "any | GIF, JPEG XL, JPEG XR, JPEG 2000, PSD, HDR, PPM, SGI, Cineon, camera raw (CR3, RAF, ORF, RW2), MP4",
                strangers());
        return samples;
    }

    private static void jpeg(Map<String, List<byte[]>> samples) throws Exception {
        byte[] baseline = image(BufferedImage.TYPE_3BYTE_BGR, "jpeg");
        byte[] progressive = Drawing.write(Drawing.of(BufferedImage.TYPE_3BYTE_BGR), "jpeg", null, true);
        samples.put("JPEG | baseline, progressive", List.of(baseline, progressive));
        byte[] inks = Jpegs.fourComponents(new int[4], new int[4], new int[4], new int[4]);
        samples.put(
                "JPEG | grey, YCbCr, RGB, CMYK, YCCK",
                List.of(
                        image(BufferedImage.TYPE_BYTE_GRAY, "jpeg"),
                        baseline,
                        Jpegs.withSegment(baseline, 0xEE, Jpegs.adobe(0)),
                        inks,
                        Jpegs.withSegment(inks, 0xEE, Jpegs.adobe(2))));
        samples.put(
                "JPEG | no EOI marker, the picture whole",
                List.of(
                        Arrays.copyOf(baseline, baseline.length - 2),
                        Arrays.copyOf(progressive, progressive.length - 2)));
        byte[] cut = Arrays.copyOf(baseline, baseline.length - 60);
        samples.put("JPEG | cut off, also if padded with zeros", List.of(cut, Arrays.copyOf(cut, baseline.length)));
        samples.put(
                "JPEG | lossless, arithmetic-coded, 12-bit, hierarchical, height behind the data (DNL), JPEG-LS",
                List.of(
                        kind(baseline, 0xC3, 8),
                        kind(baseline, 0xC9, 8),
                        kind(baseline, 0xC1, 12),
                        kind(baseline, 0xC5, 8),
                        Jpegs.claiming(48, 0),
                        Jpegs.withSegment(baseline, 0xF7, new byte[9])));
    }

    private static byte[] kind(byte[] baseline, int marker, int bits) {
        byte[] jpeg = baseline.clone();
        for (int at = 2; at < jpeg.length; at++) {
            if (jpeg[at] == (byte) 0xFF && jpeg[at + 1] == (byte) 0xC0) {
                jpeg[at + 1] = (byte) marker;
                jpeg[at + 4] = (byte) bits;
                return jpeg;
            }
        }
        throw new IllegalStateException("no baseline frame header");
    }

    private static void png(Map<String, List<byte[]>> samples) throws Exception {
        byte[] png = image(BufferedImage.TYPE_3BYTE_BGR, "png");
        samples.put(
                "PNG | 1 to 16 bits, grey, RGB, indexed, alpha, interlaced",
                List.of(
                        png,
                        Drawing.fixture("indexed.png"),
                        image(BufferedImage.TYPE_USHORT_GRAY, "png"),
                        image(BufferedImage.TYPE_BYTE_BINARY, "png"),
                        image(BufferedImage.TYPE_INT_ARGB, "png"),
                        Drawing.write(Drawing.of(BufferedImage.TYPE_3BYTE_BGR), "png", null, true)));
        samples.put("PNG | no IEND chunk, the picture whole", List.of(Arrays.copyOf(png, png.length - 12)));
        byte[] wrong = png.clone();
        wrong[png.length - 13]++;
        samples.put("PNG | wrong checksum of the picture data", List.of(wrong));
        samples.put(
                "PNG | animated (APNG)",
                List.of(Pngs.withChunk(png, Pngs.chunk("acTL", new byte[] {0, 0, 0, 2, 0, 0, 0, 0}))));
        byte[] apple = png.clone();
        System.arraycopy("CgBI".getBytes(StandardCharsets.ISO_8859_1), 0, apple, 12, 4);
        samples.put(
                "PNG | critical chunks that the standard does not have, CgBI",
                List.of(Pngs.withChunk(png, Pngs.chunk("ABCD", new byte[4])), apple));
    }

    private static void tiff(Map<String, List<byte[]>> samples) {
        byte[] flat = new byte[WIDTH * HEIGHT * 3];
        byte[] big = bigTiff();
        byte[] other = new TiffFile(ByteOrder.BIG_ENDIAN)
                .with(TiffFile.rgb(WIDTH, HEIGHT).block(flat))
                .bytes();
        byte[] tiles = TiffFile.of(
                TiffFile.rgb(WIDTH, HEIGHT).longs(322, 48).longs(323, 32).block(flat));
        byte[] third = Arrays.copyOf(flat, flat.length / 3);
        byte[] planes = TiffFile.of(TiffFile.rgb(WIDTH, HEIGHT)
                .shorts(284, 2)
                .block(third)
                .block(third.clone())
                .block(third.clone()));
        samples.put("TIFF | strips, tiles, planes, BigTIFF, either byte order", List.of(big, other, tiles, planes));
        samples.put(
                "TIFF | no compression, LZW, Deflate, PackBits",
                List.of(other, tiff("LZW"), tiff("Deflate"), tiff("PackBits")));
        BufferedImage lines = Drawing.of(BufferedImage.TYPE_BYTE_BINARY);
        samples.put(
                "TIFF | CCITT fax",
                List.of(
                        Drawing.write(lines, "tiff", "CCITT T.6", false),
                        Drawing.write(lines, "tiff", "CCITT T.4", false)));
        byte[] jpeg = image(BufferedImage.TYPE_3BYTE_BGR, "jpeg");
        TiffFile.Page old =
                TiffFile.rgb(WIDTH, HEIGHT).shorts(259, 6).shorts(262, 6).longs(513, 8);
        samples.put(
                "TIFF | JPEG, also old-style as one JPEG stream", List.of(tiff("JPEG"), TiffFile.of(old.block(jpeg))));
        samples.put(
                "TIFF | old-style JPEG in pieces",
                List.of(TiffFile.of(TiffFile.rgb(WIDTH, HEIGHT)
                        .shorts(259, 6)
                        .shorts(262, 6)
                        .block(flat))));
        samples.put(
                "TIFF | Zstandard, LZMA, WebP, JPEG 2000, JPEG XL, LERC, JBIG, PixarLog, ThunderScan, LogLuv",
                tagged(259, 50000, 34925, 50001, 34712, 50002, 34887, 34661, 32909, 32809, 34676));
        List<byte[]> depths = new ArrayList<>();
        for (int bits = 1; bits <= 16; bits++) {
            depths.add(TiffFile.of(TiffFile.page(WIDTH, HEIGHT)
                    .shorts(258, bits)
                    .shorts(262, 1)
                    .shorts(277, 1)
                    .block(flat)));
        }
        samples.put("TIFF | 1 to 16 bits, unsigned", depths);
        samples.put(
                "TIFF | float, signed, complex, more than 16 bits, mixed depths",
                List.of(
                        sampled(339, 3, 3, 3),
                        sampled(339, 2, 2, 2),
                        sampled(339, 5, 5, 5),
                        sampled(258, 32, 32, 32),
                        sampled(258, 5, 6, 5)));
        colours(samples, flat);
        byte[] pages = new TiffFile(ByteOrder.LITTLE_ENDIAN)
                .with(TiffFile.rgb(2, 1).longs(254, 1).block(new byte[6]))
                .with(TiffFile.rgb(WIDTH, HEIGHT).block(flat))
                .bytes();
        samples.put("TIFF | several pages", List.of(pages, Drawing.fixture("two-pages.tif")));
    }

    private static void colours(Map<String, List<byte[]>> samples, byte[] flat) {
        byte[] four = new byte[WIDTH * HEIGHT * 4];
        TiffFile.Page cmyk = TiffFile.rgb(WIDTH, HEIGHT)
                .shorts(258, 8, 8, 8, 8)
                .shorts(262, 5)
                .shorts(277, 4);
        TiffFile.Page indexed =
                TiffFile.page(WIDTH, HEIGHT).shorts(258, 1).shorts(262, 3).shorts(320, new long[6]);
        TiffFile.Page ycc = TiffFile.rgb(WIDTH, HEIGHT).shorts(262, 6).shorts(530, 1, 1);
        List<byte[]> read = new ArrayList<>(tagged(262, 2, 8, 9));
        read.add(TiffFile.of(cmyk.block(four)));
        read.add(TiffFile.of(indexed.block(flat)));
        read.add(TiffFile.of(ycc.block(flat)));
        read.add(image(BufferedImage.TYPE_BYTE_GRAY, "tiff"));
        samples.put("TIFF | grey, RGB, indexed, CMYK, YCbCr, CIELab, ICCLab", read);
        List<byte[]> refused = new ArrayList<>(tagged(262, 32803, 34892, 32844, 32845, 10));
        refused.add(TiffFile.of(TiffFile.rgb(WIDTH, HEIGHT)
                .shorts(258, 8, 8, 8, 8)
                .shorts(262, 5)
                .shorts(277, 4)
                .shorts(332, 2)
                .block(four)));
        samples.put("TIFF | camera raw (DNG), LogL, ITULab, other inks", refused);
    }

    private static List<byte[]> tagged(int tag, int... values) {
        return Arrays.stream(values)
                .mapToObj(value -> TiffFile.of(
                        TiffFile.rgb(WIDTH, HEIGHT).shorts(tag, value).block(new byte[WIDTH * HEIGHT * 3])))
                .toList();
    }

    private static byte[] sampled(int tag, long... values) {
        return TiffFile.of(TiffFile.rgb(WIDTH, HEIGHT).shorts(tag, values).block(new byte[WIDTH * HEIGHT * 12]));
    }

    private static byte[] tiff(String compression) {
        return Drawing.write(Drawing.of(BufferedImage.TYPE_3BYTE_BGR), "tiff", compression, false);
    }

    /** Grey of 8 bits in one strip, with 64-bit offsets. */
    private static byte[] bigTiff() {
        long[][] entries = {
            {256, WIDTH},
            {257, HEIGHT},
            {258, 8},
            {259, 1},
            {262, 1},
            {273, 16},
            {277, 1},
            {278, HEIGHT},
            {279, WIDTH * HEIGHT}
        };
        int at = 16 + WIDTH * HEIGHT;
        ByteBuffer out = ByteBuffer.allocate(at + 8 + 20 * entries.length + 8).order(ByteOrder.LITTLE_ENDIAN);
        out.put((byte) 'I')
                .put((byte) 'I')
                .putShort((short) 43)
                .putShort((short) 8)
                .putShort((short) 0)
                .putLong(at);
        out.position(at);
        out.putLong(entries.length);
        for (long[] entry : entries) {
            out.putShort((short) entry[0]).putShort((short) 16).putLong(1).putLong(entry[1]);
        }
        return out.array();
    }

    private static byte[] bmpOf(int compression, int bits) {
        byte[] bmp = image(BufferedImage.TYPE_3BYTE_BGR, "bmp");
        ByteBuffer.wrap(bmp)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putShort(28, (short) bits)
                .putInt(30, compression);
        return bmp;
    }

    private static void exr(Map<String, List<byte[]>> samples) {
        ExrFile.Value ramp = (x, y) -> x / 10.0;
        List<byte[]> packed = new ArrayList<>(fixtures("piz.exr", "pxr24.exr", "b44.exr", "b44a.exr"));
        for (int compression = ExrFile.NONE; compression <= ExrFile.ZIP; compression++) {
            packed.add(ExrFile.of(WIDTH, HEIGHT)
                    .rgb("", ramp, ramp, ramp)
                    .compressed(compression)
                    .bytes());
        }
        samples.put("EXR | no compression, RLE, ZIPS, ZIP, PIZ, PXR24, B44, B44A", packed);
        samples.put(
                "EXR | half, float, uint; scanlines, tiles, mip and rip levels",
                List.of(
                        ExrFile.of(WIDTH, HEIGHT)
                                .channel("R", ExrFile.UINT, ramp)
                                .channel("G", ExrFile.FLOAT, ramp)
                                .channel("B", ExrFile.HALF, ramp)
                                .bytes(),
                        ExrFile.of(WIDTH, HEIGHT)
                                .rgb("", ramp, ramp, ramp)
                                .tiled(16, true)
                                .bytes()));
        ExrFile layers =
                ExrFile.of(WIDTH, HEIGHT).rgb("beauty.", ramp, ramp, ramp).rgb("spec.", ramp, ramp, ramp);
        samples.put(
                "EXR | several layers or parts",
                List.of(
                        layers.bytes(),
                        ExrFile.parts(
                                ExrFile.of(WIDTH, HEIGHT)
                                        .channel("Z", ExrFile.FLOAT, ramp)
                                        .attribute("name", "string", ExrFile.text("depth")),
                                layers.attribute("name", "string", ExrFile.text("rgba")))));
        samples.put(
                "EXR | luminance, with or without subsampled chroma",
                List.of(
                        ExrFile.of(WIDTH, HEIGHT)
                                .channel("Y", ExrFile.HALF, ramp)
                                .bytes(),
                        ExrFile.of(WIDTH, HEIGHT)
                                .channel("Y", ExrFile.HALF, ramp)
                                .channel("RY", ExrFile.HALF, 2, 2, ramp)
                                .channel("BY", ExrFile.HALF, 2, 2, ramp)
                                .bytes()));
        samples.put(
                "EXR | data window other than the display window",
                List.of(ExrFile.windows(new int[] {-5, -5, WIDTH, 10}, new int[] {0, 0, WIDTH - 1, HEIGHT - 1})
                        .rgb("", ramp, ramp, ramp)
                        .compressed(ExrFile.ZIP)
                        .bytes()));
        byte[] deep = layers.bytes();
        deep[5] |= 0x08;
        samples.put(
                "EXR | DWAA, DWAB, deep data, no layer with colour or luminance",
                List.of(
                        ExrFile.of(WIDTH, HEIGHT)
                                .rgb("", ramp, ramp, ramp)
                                .compressed(8)
                                .bytes(),
                        deep,
                        ExrFile.of(WIDTH, HEIGHT)
                                .channel("Z", ExrFile.FLOAT, ramp)
                                .bytes()));
    }

    private static void dpx(Map<String, List<byte[]>> samples) {
        DpxFile.Sample ramp = (x, y, band) -> x + y;
        List<byte[]> packed = new ArrayList<>();
        for (ByteOrder order : List.of(ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN)) {
            for (int bits : new int[] {8, 10, 12, 16}) {
                for (int packing = 0; packing < 3; packing++) {
                    packed.add(DpxFile.of(WIDTH, HEIGHT, bits, packing, order).bytes(ramp));
                }
            }
        }
        samples.put("DPX | 8, 10, 12 and 16 bits, packed, method A, method B, either byte order", packed);
        List<byte[]> kinds = new ArrayList<>();
        List<byte[]> refused = new ArrayList<>();
        for (int kind : new int[] {6, 50, 51, 52}) {
            kinds.add(DpxFile.of(WIDTH, HEIGHT, 10, 1, ByteOrder.BIG_ENDIAN)
                    .kind(kind)
                    .bytes(ramp));
        }
        samples.put("DPX | grey, RGB, RGBA, ABGR", kinds);
        for (int kind : new int[] {1, 100, 102}) {
            refused.add(DpxFile.of(WIDTH, HEIGHT, 10, 1, ByteOrder.BIG_ENDIAN)
                    .u8(800, kind)
                    .bytes(ramp));
        }
        refused.add(DpxFile.of(WIDTH, HEIGHT, 10, 1, ByteOrder.BIG_ENDIAN)
                .u16(806, 1)
                .bytes(ramp));
        refused.add(DpxFile.of(WIDTH, HEIGHT, 10, 1, ByteOrder.BIG_ENDIAN)
                .u8(803, 32)
                .bytes(ramp));
        samples.put("DPX | YCbCr, an element for each colour, run lengths, signed, floating-point, 1 bit", refused);
    }

    /** The same file, its picture called JPEG. */
    private static byte[] other(byte[] heic) {
        String text = new String(heic, StandardCharsets.ISO_8859_1).replace("hvc1", "jpeg");
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static List<byte[]> strangers() {
        return List.of(
                        "GIF89a",
                        "\u00FF\n",
                        "\u00FF\u004F\u00FF\u0051",
                        "8BPS",
                        "#?RADIANCE\n",
                        "P6\n",
                        "\u0001\u00DA",
                        "\u0080\u002A\u005F\u00D7",
                        "\0\0\0\u0018ftypisom",
                        "II\u00BC\u0001",
                        "\0\0\0\u0018ftypcrx ",
                        "FUJIFILMCCD-RAW",
                        "IIRO",
                        "IIU\0")
                .stream()
                .map(start -> Arrays.copyOf(start.getBytes(StandardCharsets.ISO_8859_1), 100))
                .toList();
    }

    private static byte[] image(int type, String format) {
        return Drawing.write(Drawing.of(type), format);
    }

    private static List<byte[]> fixtures(String... names) {
        return Arrays.stream(names).map(Drawing::fixture).toList();
    }
}
