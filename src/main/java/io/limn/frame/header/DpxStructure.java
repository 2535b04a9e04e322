package io.limn.frame.header;

import static io.limn.frame.header.Structure.damaged;
import static io.limn.frame.header.Structure.unsupported;

import io.limn.frame.colour.ColourSpace;
import io.limn.frame.plate.Rate;
import io.limn.frame.plate.TimeCode;
import java.util.Map;
import java.util.Optional;

/**
 * A DPX file's headers (SMPTE ST 268-1); of several image elements the first is the picture.
 *
 * @param littleEndian the order of words
 * @param bits per sample: 8, 10, 12 or 16
 * @param kind what a pixel's samples are
 * @param packing how 10 and 12 bits lie in words
 * @param dataAt offset of the first row
 * @param rowBytes from one row to the next
 * @param colour as the header states it
 */
public record DpxStructure(
        int width,
        int height,
        int orientation,
        boolean littleEndian,
        int bits,
        Kind kind,
        Packing packing,
        int dataAt,
        int rowBytes,
        ColourSpace colour,
        double pixelAspect,
        Optional<Rate> rate,
        Optional<TimeCode> timeCode)
        implements Structure {
    /** The samples of a pixel. */
    public enum Kind {
        GREY(1),
        RGB(3),
        RGBA(4),
        ABGR(4);

        private final int bands;

        Kind(int bands) {
            this.bands = bands;
        }

        public int bands() {
            return bands;
        }
    }

    /** Where the bits of a sample lie. */
    public enum Packing {
        /** One after the other, from the low bits of 32-bit words on. */
        TIGHT,
        /** In the high bits of words, "method A". */
        HIGH,
        /** In the low bits of words, "method B". */
        LOW
    }

    private static final long UNDEFINED = 0xFFFFFFFFL;
    private static final int ELEMENT = 780;
    private static final int FILM_AND_TELEVISION = 2048;
    private static final double MOST_ASPECT = 10;

    private static final Map<Integer, Kind> KINDS = Map.of(6, Kind.GREY, 50, Kind.RGB, 51, Kind.RGBA, 52, Kind.ABGR);

    private static final Map<Integer, Integer> TO_EXIF = Map.of(0, 1, 1, 2, 2, 4, 3, 3, 4, 5, 5, 6, 6, 8, 7, 7);

    @Override
    public FrameFormat format() {
        return FrameFormat.DPX;
    }

    static DpxStructure read(byte[] file) throws FrameRejectedException {
        Bytes bytes = Bytes.littleEndian(file).withOrder(file[0] == 'X');
        long width = bytes.u32(772);
        long height = bytes.u32(776);
        if (width < 1 || height < 1 || width > Integer.MAX_VALUE || height > Integer.MAX_VALUE) {
            throw damaged("The DPX is damaged: it claims a size of " + width + "x" + height + ".");
        }
        int bits = bytes.u8(ELEMENT + 23);
        Kind kind = kind(bytes, bits);
        Packing packing = packing(bytes.u16(ELEMENT + 24), bits);
        long stated = bytes.u32(ELEMENT + 28);
        long dataAt = stated == UNDEFINED || stated == 0 ? bytes.u32(4) : stated;
        long rowBytes = rowBytes(bytes, width * kind.bands(), bits, packing, dataAt, height);
        if (rowBytes < 0 || rowBytes > Integer.MAX_VALUE) {
            throw damaged("The DPX is cut off or damaged: its " + bytes.length() + " bytes do not hold " + width + "x"
                    + height + " pixels.");
        }
        boolean more = Math.min(bytes.u32(4), dataAt) >= FILM_AND_TELEVISION;
        return new DpxStructure(
                (int) width,
                (int) height,
                TO_EXIF.getOrDefault(bytes.u16(768), 1),
                bytes.littleEndian(),
                bits,
                kind,
                packing,
                (int) dataAt,
                (int) rowBytes,
                colour(bytes),
                aspect(bytes.u32(1628), bytes.u32(1632)),
                more ? rate(bytes) : Optional.empty(),
                more ? timeCode(bytes) : Optional.empty());
    }

    private static Kind kind(Bytes bytes, int bits) throws FrameRejectedException {
        if (bytes.u16(770) < 1 || bytes.u16(770) > 8) {
            throw damaged("The DPX is damaged: it has " + bytes.u16(770) + " image elements.");
        }
        int descriptor = bytes.u8(ELEMENT + 20);
        if (descriptor >= 100 && descriptor <= 103) {
            throw unsupported("The DPX holds YCbCr samples, which are not read here: send it as RGB.");
        }
        Kind kind = KINDS.get(descriptor);
        if (kind == null) {
            throw unsupported(
                    "The DPX has an image element of kind " + descriptor + ", which is not read here: send it as RGB.");
        }
        if (bits == 32 || bits == 64) {
            throw unsupported("The DPX has floating-point samples of " + bits
                    + " bits, which are not read here: send it as OpenEXR or with 10 or 16 bits.");
        }
        if (bits != 8 && bits != 10 && bits != 12 && bits != 16) {
            throw unsupported("The DPX has samples of " + bits + " bits; 8, 10, 12 and 16 are read.");
        }
        if (bytes.u32(ELEMENT) == 1) {
            throw unsupported("The DPX has signed samples, which are not read here: send it with unsigned ones.");
        }
        if (bytes.u16(ELEMENT + 26) == 1) {
            throw unsupported("The DPX is run-length encoded, which is not read here: save it without compression.");
        }
        return kind;
    }

    private static Packing packing(int number, int bits) throws FrameRejectedException {
        if (bits == 8 || bits == 16) {
            return Packing.TIGHT;
        }
        return switch (number) {
            case 0 -> Packing.TIGHT;
            case 1 -> Packing.HIGH;
            case 2 -> Packing.LOW;
            default -> throw unsupported("The DPX is packed by method " + number + "; methods 0, 1 and 2 are read.");
        };
    }

    /** Rows begin at 32-bit words; some programs write 8 and 16 bits without the padding. Negative where the file is too short. */
    private static long rowBytes(Bytes bytes, long samples, int bits, Packing packing, long dataAt, long height)
            throws FrameRejectedException {
        long padding = bytes.u32(ELEMENT + 32);
        long plain =
                packing == Packing.TIGHT ? (samples * bits + 7) / 8 : bits == 10 ? (samples + 2) / 3 * 4 : samples * 2;
        long aligned = (plain + 3) / 4 * 4 + (padding == UNDEFINED ? 0 : padding);
        long room = bytes.length() - dataAt;
        if (room >= 0 && aligned <= room / height) {
            return aligned;
        }
        boolean loose = packing != Packing.TIGHT || bits == 8 || bits == 16;
        return room >= 0 && loose && plain <= room / height ? plain : -1;
    }

    private static ColourSpace colour(Bytes bytes) throws FrameRejectedException {
        int transfer = bytes.u8(ELEMENT + 21);
        return switch (transfer) {
            case 1, 3 -> ColourSpace.CINEON;
            // ffmpeg writes "linear" whatever it was given, which is video nearly always
            case 2 -> bytes.has(160, "Lavc") ? ColourSpace.SRGB : ColourSpace.LINEAR;
            case 5, 6, 7, 8, 9, 10 -> ColourSpace.REC709;
            default -> bytes.u8(ELEMENT + 22) == 1 ? ColourSpace.CINEON : ColourSpace.SRGB;
        };
    }

    private static double aspect(long across, long down) {
        if (across < 1 || down < 1 || across == UNDEFINED || down == UNDEFINED) {
            return 1;
        }
        double aspect = (double) across / down;
        return aspect >= 1 / MOST_ASPECT && aspect <= MOST_ASPECT ? aspect : 1;
    }

    private static Optional<Rate> rate(Bytes bytes) throws FrameRejectedException {
        for (int at : new int[] {1940, 1724}) {
            float rate = Float.intBitsToFloat(bytes.i32(at));
            if (rate >= 1 && rate <= 1000) {
                double nominal = Math.ceil(rate - 1e-3);
                boolean ntsc = Math.abs(rate - nominal * 1000 / 1001) < 2e-3 && nominal - rate > 2e-3;
                return Optional.of(
                        ntsc ? new Rate((int) nominal * 1000, 1001) : new Rate(Math.round(rate * 1000), 1000));
            }
        }
        return Optional.empty();
    }

    private static Optional<TimeCode> timeCode(Bytes bytes) throws FrameRejectedException {
        long code = bytes.u32(1920);
        long user = bytes.u32(1924);
        return code == UNDEFINED || code == 0 && user == 0
                ? Optional.empty()
                : Optional.of(new TimeCode((int) code, user == UNDEFINED ? 0 : (int) user));
    }
}
