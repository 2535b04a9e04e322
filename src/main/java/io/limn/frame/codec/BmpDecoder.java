package io.limn.frame.codec;

import static io.limn.frame.header.Structure.damaged;

import io.limn.frame.colour.ColourTransform;
import io.limn.frame.colour.IccProfiles;
import io.limn.frame.colour.MatrixTransform;
import io.limn.frame.colour.RgbSpace;
import io.limn.frame.header.BmpStructure;
import io.limn.frame.header.Bytes;
import io.limn.frame.header.FrameRejectedException;
import io.limn.frame.header.Segment;
import java.util.Arrays;
import java.util.Optional;

/** BMP, row by row: indexed, masked and plain pixels, and both run-length codings. */
public final class BmpDecoder implements PixelDecoder<BmpStructure> {
    private static final int CIE_POINTS = 9;
    private static final double CIE_UNIT = 1 << 30;
    private static final double GAMMA_UNIT = 1 << 16;

    @Override
    public Cost cost(BmpStructure bmp) {
        boolean transformed = bmp.icc().isPresent() || bmp.calibration().isPresent();
        return Cost.of(
                (CostTable.BMP_PIXEL + (transformed ? CostTable.icc(8) : 0)) * bmp.pixels(),
                bmp.runLength() > 0 ? bmp.pixels() : 0);
    }

    @Override
    public byte[] decode(byte[] file, BmpStructure bmp, Watch watch) throws FrameRejectedException {
        BgrCanvas canvas = new BgrCanvas(bmp.width(), bmp.height());
        Optional<ColourTransform> transform = transform(file, bmp);
        if (bmp.bits() <= 8) {
            int[] palette = palette(file, bmp, transform);
            Samples kind = new Samples(bmp.bits(), 1, 1, -1, false, false, palette, null, Optional.empty());
            indexed(file, bmp, new SampleWriter(kind, canvas, bmp.width(), watch));
        } else {
            boolean alpha = bmp.masks().alpha() != 0;
            Samples kind = new Samples(8, alpha ? 4 : 3, 3, alpha ? 3 : -1, false, false, null, null, transform);
            masked(file, bmp, new SampleWriter(kind, canvas, bmp.width(), watch), alpha ? 4 : 3);
        }
        return canvas.bgr();
    }

    private static int row(BmpStructure bmp, int stored) {
        return bmp.topDown() ? stored : bmp.height() - 1 - stored;
    }

    private static int rowBytes(BmpStructure bmp) {
        return (int) (((long) bmp.width() * bmp.bits() + 31) / 32 * 4);
    }

    private static void indexed(byte[] file, BmpStructure bmp, SampleWriter writer) throws FrameRejectedException {
        int[] samples = new int[bmp.width()];
        byte[] runs = bmp.runLength() > 0 ? BmpRuns.indices(file, bmp) : null;
        for (int y = 0; y < bmp.height(); y++) {
            if (runs != null) {
                PackedRow.unpack(runs, y * bmp.width(), 8, false, samples, 0, 1, bmp.width());
            } else {
                int at = bmp.pixelsAt() + y * rowBytes(bmp);
                PackedRow.unpack(file, at, bmp.bits(), false, samples, 0, 1, bmp.width());
            }
            writer.write(0, row(bmp, y), 1, samples, bmp.width());
        }
    }

    private static void masked(byte[] file, BmpStructure bmp, SampleWriter writer, int bands) {
        int[] masks = {
            bmp.masks().red(),
            bmp.masks().green(),
            bmp.masks().blue(),
            bmp.masks().alpha()
        };
        int[] shift = new int[bands];
        long[] most = new long[bands];
        for (int i = 0; i < bands; i++) {
            shift[i] = masks[i] == 0 ? 0 : Integer.numberOfTrailingZeros(masks[i]);
            most[i] = (masks[i] & 0xFFFFFFFFL) >>> shift[i];
        }
        int[] samples = new int[bmp.width() * bands];
        int size = bmp.bits() / 8;
        for (int y = 0; y < bmp.height(); y++) {
            int at = bmp.pixelsAt() + y * rowBytes(bmp);
            for (int x = 0, to = 0; x < bmp.width(); x++, at += size) {
                int value = file[at] & 0xFF | (file[at + 1] & 0xFF) << 8;
                if (size > 2) {
                    value |= (file[at + 2] & 0xFF) << 16 | (size > 3 ? file[at + 3] << 24 : 0);
                }
                for (int i = 0; i < bands; i++, to++) {
                    long sample = (value & masks[i]) >>> shift[i] & 0xFFFFFFFFL;
                    samples[to] = most[i] == 255
                            ? (int) sample
                            : most[i] == 0 ? 0 : (int) ((sample * 255 + most[i] / 2) / most[i]);
                }
            }
            writer.write(0, row(bmp, y), 1, samples, bmp.width());
        }
    }

    private static int[] palette(byte[] file, BmpStructure bmp, Optional<ColourTransform> transform)
            throws FrameRejectedException {
        Segment stored = bmp.palette();
        int colours = stored.size() / bmp.paletteEntry();
        if (colours == 0) {
            throw damaged("The BMP is damaged: it has an indexed picture and no palette.");
        }
        byte[] rgb = new byte[colours * 3];
        for (int i = 0; i < colours; i++) {
            for (int c = 0; c < 3; c++) {
                rgb[3 * i + c] = file[stored.at() + i * bmp.paletteEntry() + 2 - c];
            }
        }
        byte[] srgb = new byte[rgb.length];
        if (transform.isPresent()) {
            transform.get().from8(rgb, colours, srgb);
        } else {
            srgb = rgb;
        }
        int[] palette = new int[colours];
        for (int i = 0; i < colours; i++) {
            palette[i] =
                    0xFF000000 | (srgb[3 * i] & 0xFF) << 16 | (srgb[3 * i + 1] & 0xFF) << 8 | srgb[3 * i + 2] & 0xFF;
        }
        return palette;
    }

    private static Optional<ColourTransform> transform(byte[] file, BmpStructure bmp) throws FrameRejectedException {
        if (bmp.icc().isPresent()) {
            Segment icc = bmp.icc().get();
            return IccProfiles.transform(Arrays.copyOfRange(file, icc.at(), icc.at() + icc.size()), 3);
        }
        return bmp.calibration().isPresent()
                ? calibrated(Bytes.littleEndian(file), bmp.calibration().get().at())
                : Optional.empty();
    }

    /** Version 4: CIE XYZ of the three end points, their sum being white, and a gamma for each. */
    private static Optional<ColourTransform> calibrated(Bytes bytes, int at) throws FrameRejectedException {
        double[] xyz = new double[CIE_POINTS];
        double[] white = new double[3];
        for (int i = 0; i < CIE_POINTS; i++) {
            xyz[i] = bytes.u32(at + 4L * i) / CIE_UNIT;
            white[i % 3] += xyz[i];
        }
        double gamma = 0;
        for (int i = 0; i < 3; i++) {
            gamma += bytes.u32(at + 36L + 4 * i) / GAMMA_UNIT / 3;
        }
        double[] xy = new double[8];
        point(white, 0, xy, 0);
        for (int i = 0; i < 3; i++) {
            point(xyz, 3 * i, xy, 2 + 2 * i);
        }
        if (gamma < 0.5 || gamma > 5 || !RgbSpace.plausible(xy)) {
            return Optional.empty(); // most writers of this header leave them at nothing
        }
        RgbSpace space = RgbSpace.of(xy, Optional.of(gamma));
        return space.isSrgb() ? Optional.empty() : Optional.of(new MatrixTransform(space, false));
    }

    private static void point(double[] xyz, int from, double[] xy, int to) {
        double sum = xyz[from] + xyz[from + 1] + xyz[from + 2];
        xy[to] = sum > 0 ? xyz[from] / sum : 0;
        xy[to + 1] = sum > 0 ? xyz[from + 1] / sum : 0;
    }
}
