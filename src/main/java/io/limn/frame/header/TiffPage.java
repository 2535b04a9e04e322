package io.limn.frame.header;

import static io.limn.frame.header.Structure.damaged;
import static io.limn.frame.header.Structure.unsupported;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds the page that is a TIFF's picture and checks what it says; see {@link TiffStructure}. */
final class TiffPage {
    private static final int NEW_SUBFILE_TYPE = 254;
    private static final int SUBFILE_TYPE = 255;
    private static final int WIDTH = 256;
    private static final int HEIGHT = 257;
    private static final int BITS = 258;
    private static final int COMPRESSION = 259;
    private static final int PHOTOMETRIC = 262;
    private static final int FILL_ORDER = 266;
    private static final int BANDS = 277;
    private static final int T4_OPTIONS = 292;
    private static final int PLANAR = 284;
    private static final int PREDICTOR = 317;
    private static final int COLOUR_MAP = 320;
    private static final int SUB_DIRECTORIES = 330;
    private static final int INK_SET = 332;
    private static final int EXTRA_SAMPLES = 338;
    private static final int SAMPLE_FORMAT = 339;
    private static final int JPEG_TABLES = 347;
    private static final int WHOLE_JPEG = 513;
    private static final int WHOLE_JPEG_SIZE = 514;
    private static final int ICC = 34675;
    private static final int MOST_BANDS = 64;

    /** Of the tables that JPEG parts share, some 600 bytes, read again with each of them. */
    private static final long MOST_TABLE_BYTES = 1 << 29;

    private static final Map<Long, String> COLOURS_NOT_READ = Map.of(
            4L, "a transparency mask",
            10L, "ITU Lab colours",
            32803L, "raw values of a camera's sensor",
            34892L, "raw values of a camera's sensor",
            32844L, "LogL values",
            32845L, "LogLuv values",
            51177L, "distances (a depth map)",
            52527L, "a semantic mask");

    private final byte[] file;
    private final TiffDirectory page;

    private TiffPage(byte[] file, TiffDirectory page) {
        this.file = file;
        this.page = page;
    }

    static TiffStructure read(byte[] file) throws FrameRejectedException {
        return new TiffPage(file, picture(file)).structure();
    }

    /** The first page that is neither a reduced version nor a mask; where there is none, such a sub-directory, or the first page. */
    static TiffDirectory picture(byte[] file) throws FrameRejectedException {
        List<TiffDirectory> pages = TiffDirectory.chain(file);
        if (pages.isEmpty()) {
            throw damaged("The TIFF is damaged: it has no page.");
        }
        for (TiffDirectory page : pages) {
            if (isPicture(page)) {
                return page;
            }
        }
        for (long at : pages.get(0).values(SUB_DIRECTORIES, 64)) {
            TiffDirectory page = TiffDirectory.at(pages.get(0).bytes(), at);
            if (isPicture(page)) {
                return page;
            }
        }
        return pages.get(0);
    }

    /** Whether a page is neither the reduced version nor the mask of another one. */
    private static boolean isPicture(TiffDirectory page) throws FrameRejectedException {
        long kind = page.value(NEW_SUBFILE_TYPE, 0);
        return (kind & 0b101) == 0 && (page.has(NEW_SUBFILE_TYPE) || page.value(SUBFILE_TYPE, 1) != 2);
    }

    private TiffStructure structure() throws FrameRejectedException {
        long width = page.value(WIDTH, 0);
        long height = page.value(HEIGHT, 0);
        if (width < 1 || height < 1 || width > Integer.MAX_VALUE || height > Integer.MAX_VALUE) {
            throw damaged("The TIFF is damaged: it claims a size of " + width + "x" + height + ".");
        }
        TiffCompression compression = TiffCompression.of(page.value(COMPRESSION, 1), page.value(T4_OPTIONS, 0));
        int bands = bands();
        int bits = bits(bands);
        int photometric = photometric(bands);
        boolean planar = page.value(PLANAR, 1) == 2 && bands > 1;
        int predictor = (int) page.value(PREDICTOR, 1);
        boolean predicted = compression == TiffCompression.LZW || compression == TiffCompression.DEFLATE;
        if (predicted && (predictor > 2 || predictor < 1 || predictor == 2 && bits != 8 && bits != 16)) {
            throw unsupported("The TIFF has predictor " + predictor + " over " + bits
                    + "-bit samples, which is not read here: save it without a predictor.");
        }
        boolean jpeg = compression == TiffCompression.OLD_JPEG || compression == TiffCompression.JPEG;
        Optional<TiffYcc> ycc =
                photometric == TiffStructure.YCBCR && !jpeg ? Optional.of(TiffYcc.of(page)) : Optional.empty();
        long rowBytes = ycc.isPresent() && !planar
                ? ycc.get().unitBytes(width)
                : ((planar ? 1L : bands) * bits * width + 7) / 8;
        boolean whole = compression == TiffCompression.OLD_JPEG;
        TiffGrid grid = whole
                ? new TiffGrid(false, (int) width, (int) height, 1, 1, new TiffGrid.Block[] {oldJpeg()})
                : TiffGrid.of(page, planar ? bands : 1, compression != TiffCompression.NONE, rowBytes);
        Segment icc = page.contents(ICC);
        TiffStructure structure = new TiffStructure(
                (int) width,
                (int) height,
                Structure.checkedOrientation(page.value(TiffDirectory.ORIENTATION, 1)),
                bits,
                bands,
                extras(photometric, bands),
                photometric,
                compression,
                planar,
                predicted ? predictor : 1,
                page.value(FILL_ORDER, 1) == 2,
                grid,
                palette(photometric, bits),
                icc.size() > 0 ? Optional.of(icc) : Optional.empty(),
                ycc,
                jpeg ? jpegs(grid, planar) : List.of(),
                page.contents(JPEG_TABLES),
                page.bytes().littleEndian());
        check(structure);
        return structure;
    }

    private int bands() throws FrameRejectedException {
        long bands = page.value(BANDS, Math.max(1, page.values(BITS, 1024).length));
        if (bands < 1 || bands > MOST_BANDS) {
            throw unsupported("The TIFF has " + bands + " samples per pixel; at most " + MOST_BANDS + " are read.");
        }
        return (int) bands;
    }

    private int bits(int bands) throws FrameRejectedException {
        long[] all = page.values(BITS, 1024);
        long bits = all.length == 0 ? 1 : all[0];
        if (Arrays.stream(all).limit(bands).anyMatch(other -> other != bits)) {
            throw unsupported("The TIFF has samples of " + Arrays.toString(all)
                    + " bits; send it with 8 or 16 bits for all of them.");
        }
        boolean lab = page.value(PHOTOMETRIC, 0) == TiffStructure.CIELAB; // its chromas are signed by definition
        for (long format : page.first(SAMPLE_FORMAT, bands)) {
            if (format == 3 || format == 6) {
                throw unsupported("The TIFF has floating-point samples of " + bits
                        + " bits, which are not read here: send it with 8-bit or 16-bit integer samples.");
            }
            if (format == 5 || format == 2 && !lab) {
                throw unsupported("The TIFF has signed or complex samples, which are not read here: send it with"
                        + " unsigned samples of 8 or 16 bits.");
            }
        }
        if (bits < 1 || bits > 16) {
            throw unsupported("The TIFF has " + bits + "-bit samples; send it with 8 or 16 bits per sample.");
        }
        return (int) bits;
    }

    private int photometric(int bands) throws FrameRejectedException {
        long photometric = page.value(PHOTOMETRIC, bands >= 3 ? TiffStructure.RGB : TiffStructure.BLACK_IS_ZERO);
        boolean read = photometric >= 0 && photometric <= 3
                || photometric == 5
                || photometric == 6
                || photometric == 8
                || photometric == 9;
        if (!read) {
            throw unsupported("The TIFF holds "
                    + COLOURS_NOT_READ.getOrDefault(photometric, "colours of number " + photometric)
                    + ". Grey, RGB, indexed, CMYK, YCbCr and Lab colours are read: send it as RGB.");
        }
        if (bands < TiffStructure.colours((int) photometric)) {
            throw damaged("The TIFF is damaged: " + bands + " samples per pixel are too few for its colours.");
        }
        if (photometric == TiffStructure.CMYK && page.value(INK_SET, 1) != 1) {
            throw unsupported(
                    "The TIFF is printed with inks other than cyan, magenta, yellow and black: send it as RGB.");
        }
        return (int) photometric;
    }

    private List<Integer> extras(int photometric, int bands) throws FrameRejectedException {
        long[] said = page.values(EXTRA_SAMPLES, 1024);
        List<Integer> extras = new ArrayList<>();
        for (int i = 0; i < bands - TiffStructure.colours(photometric); i++) {
            extras.add(i < said.length && said[i] <= 2 ? (int) said[i] : 0);
        }
        return extras;
    }

    private int[] palette(int photometric, int bits) throws FrameRejectedException {
        if (photometric != TiffStructure.INDEXED) {
            return new int[0];
        }
        long[] colours = page.values(COLOUR_MAP, 3L << 16);
        if (colours.length < 3 << bits) {
            throw damaged("The TIFF is damaged: its palette has " + colours.length + " values instead of " + (3 << bits)
                    + ".");
        }
        return Arrays.stream(colours).mapToInt(value -> (int) value & 0xFFFF).toArray();
    }

    /** Kinds that the format allows and that are not read, or that contradict themselves. */
    private static void check(TiffStructure tiff) throws FrameRejectedException {
        if (tiff.compression().fax() && (tiff.bits() != 1 || tiff.bands() != 1)) {
            throw damaged("The TIFF is damaged: CCITT compression holds one bit per pixel, not " + tiff.bands()
                    + " samples of " + tiff.bits() + " bits.");
        }
        boolean jpeg = !tiff.jpeg().isEmpty();
        if (jpeg && tiff.jpeg().stream().anyMatch(part -> part.components() != tiff.bands())) {
            throw damaged("The TIFF is damaged: its JPEG parts have "
                    + tiff.jpeg().get(0).components() + " components and its pixels " + tiff.bands() + " samples.");
        }
        if (jpeg && !tiff.extras().isEmpty() || jpeg && tiff.photometric() == TiffStructure.INDEXED) {
            throw unsupported("The TIFF has JPEG-compressed samples beside its colours or indices, which are not read"
                    + " here: save it with LZW or Deflate.");
        }
        boolean lab = tiff.photometric() == TiffStructure.CIELAB || tiff.photometric() == TiffStructure.ICCLAB;
        if (lab && (tiff.bits() != 8 && tiff.bits() != 16 || jpeg)) {
            throw unsupported("The TIFF holds Lab colours of " + tiff.bits()
                    + " bits or in JPEG; send it with 8 or 16 bits and LZW.");
        }
        boolean plainYcc = tiff.photometric() == TiffStructure.YCBCR && !jpeg;
        if (plainYcc && (tiff.bits() != 8 || tiff.bands() != 3)) {
            throw unsupported("The TIFF holds YCbCr colours with " + tiff.bands() + " samples of " + tiff.bits()
                    + " bits; send it as RGB.");
        }
        boolean units = tiff.ycc().filter(TiffYcc::subsampled).isPresent() && !tiff.planar();
        if (units && tiff.predictor() == 2) {
            throw unsupported("The TIFF has a predictor over subsampled YCbCr colours, which is not read here: save it"
                    + " without a predictor.");
        }
    }

    /** Old-style JPEG names one JPEG file within the TIFF; the kind in pieces is not read. */
    private TiffGrid.Block oldJpeg() throws FrameRejectedException {
        long at = page.value(WHOLE_JPEG, 0);
        long size = page.value(WHOLE_JPEG_SIZE, Integer.MAX_VALUE);
        if (at <= 0 || at >= file.length || !page.bytes().has(at, "\u00FF\u00D8")) {
            throw unsupported(
                    "The TIFF is compressed with old-style JPEG in pieces, which is not read here: save it with"
                            + " LZW, Deflate or no compression.");
        }
        return new TiffGrid.Block((int) at, (int) Math.min(size, file.length - at));
    }

    private List<JpegStructure> jpegs(TiffGrid grid, boolean planar) throws FrameRejectedException {
        if (planar) {
            throw unsupported("The TIFF has a JPEG for each colour plane, which is not read here: save it with LZW.");
        }
        Segment tables = page.contents(JPEG_TABLES);
        if ((long) tables.size() * grid.blocks().length > MOST_TABLE_BYTES) {
            throw damaged("The TIFF is damaged: its " + grid.blocks().length + " JPEG parts share tables of "
                    + tables.size() + " bytes.");
        }
        List<JpegStructure> all = new ArrayList<>();
        Map<TiffGrid.Block, JpegStructure> known = new HashMap<>(); // equal tiles may share their bytes
        for (TiffGrid.Block block : grid.blocks()) {
            JpegStructure part = known.get(block);
            if (part == null) {
                byte[] stream = JpegStream.of(file, tables, block);
                part = JpegStructure.read(stream);
                known.put(block, part);
            }
            if (part.width() > grid.blockWidth() || part.height() > grid.blockHeight()) {
                throw damaged("The TIFF is damaged: a part claims " + grid.blockWidth() + "x" + grid.blockHeight()
                        + " pixels and the JPEG in it " + part.width() + "x" + part.height() + ".");
            }
            all.add(part);
        }
        return all;
    }
}
