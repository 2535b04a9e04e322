package io.limn.frame.codec;

import io.limn.frame.colour.ColourTransform;
import io.limn.frame.colour.IccProfiles;
import io.limn.frame.colour.Inks;
import io.limn.frame.colour.LabTransform;
import io.limn.frame.header.FrameRejectedException;
import io.limn.frame.header.TiffGrid;
import io.limn.frame.header.TiffStructure;
import io.limn.frame.plate.PlateStore;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;

/** Strips and tiles of samples, row by row: beside the frame it holds a row a plane. */
final class TiffSamples {
    private final byte[] file;
    private final TiffStructure tiff;
    private final PlateReading reading;
    private final Watch watch;
    private final BgrCanvas canvas;

    TiffSamples(byte[] file, TiffStructure tiff, PlateReading reading, Watch watch) {
        this.file = file;
        this.tiff = tiff;
        this.reading = reading;
        this.watch = watch;
        this.canvas = new BgrCanvas(tiff.width(), tiff.height());
    }

    Decoded decode() throws IOException, FrameRejectedException {
        TiffGrid grid = tiff.grid();
        Samples kind = kind();
        PlateStore store = DeepPlate.store(tiff.width(), tiff.height(), tiff.orientation(), kind, reading);
        SampleWriter writer = new SampleWriter(kind, canvas, tiff.width(), watch, store);
        int planes = tiff.planar() ? tiff.bands() : 1;
        int inRow = tiff.planar() ? 1 : tiff.bands();
        int[] samples = new int[Math.multiplyExact(grid.blockWidth(), tiff.bands())];
        for (int block = 0; block < grid.across() * grid.down(); block++) {
            int column = block % grid.across();
            int row = block / grid.across();
            int columns = grid.columns(column, tiff.width());
            TiffRows[] rows = new TiffRows[planes];
            try {
                for (int plane = 0; plane < planes; plane++) {
                    rows[plane] =
                            new TiffRows(file, tiff, grid.blocks()[plane * grid.across() * grid.down() + block], inRow);
                }
                for (int y = 0; y < grid.rows(row, tiff.height()); y++) {
                    for (int plane = 0; plane < planes; plane++) {
                        rows[plane].next(samples, plane, planes, columns * inRow);
                    }
                    writer.write(column * grid.blockWidth(), row * grid.blockHeight() + y, 1, samples, columns);
                }
            } finally {
                for (TiffRows opened : rows) {
                    if (opened != null) {
                        opened.close();
                    }
                }
            }
        }
        return DeepPlate.of(canvas.bgr(), tiff.width(), tiff.height(), kind, store, reading, watch);
    }

    private Samples kind() {
        boolean indexed = tiff.photometric() == TiffStructure.INDEXED;
        return new Samples(
                tiff.bits(),
                tiff.bands(),
                tiff.colours(),
                tiff.alpha(),
                tiff.associated(),
                tiff.photometric() == TiffStructure.WHITE_IS_ZERO,
                indexed ? palette() : null,
                null,
                indexed ? Optional.empty() : transform(tiff.colours()));
    }

    private Optional<ColourTransform> transform(int components) {
        if (tiff.photometric() == TiffStructure.CIELAB || tiff.photometric() == TiffStructure.ICCLAB) {
            return Optional.of(new LabTransform(tiff.photometric() == TiffStructure.ICCLAB));
        }
        if (reading.colour().isPresent() && components != 4) {
            return DeepPlate.transform(reading, components);
        }
        Optional<ColourTransform> profile = tiff.icc()
                .flatMap(icc ->
                        IccProfiles.transform(Arrays.copyOfRange(file, icc.at(), icc.at() + icc.size()), components));
        return components == 4 ? profile.or(() -> Optional.of(new Inks())) : profile;
    }

    private int[] palette() {
        int[] stored = tiff.palette();
        int colours = 1 << tiff.bits();
        // 16-bit values by the specification; some writers leave them at 8 bits.
        int shift = Arrays.stream(stored).anyMatch(value -> value > 255) ? 8 : 0;
        byte[] rgb = new byte[3 * colours];
        for (int i = 0; i < colours; i++) {
            for (int c = 0; c < 3; c++) {
                rgb[3 * i + c] = (byte) (stored[c * colours + i] >> shift);
            }
        }
        byte[] srgb = rgb.clone();
        transform(3).ifPresent(space -> space.from8(rgb, colours, srgb));
        int[] palette = new int[colours];
        for (int i = 0; i < colours; i++) {
            palette[i] =
                    0xFF000000 | (srgb[3 * i] & 0xFF) << 16 | (srgb[3 * i + 1] & 0xFF) << 8 | srgb[3 * i + 2] & 0xFF;
        }
        return palette;
    }
}
