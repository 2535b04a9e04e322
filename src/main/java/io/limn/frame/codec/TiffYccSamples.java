package io.limn.frame.codec;

import io.limn.frame.colour.ColourTransform;
import io.limn.frame.colour.IccProfiles;
import io.limn.frame.header.FrameRejectedException;
import io.limn.frame.header.TiffGrid;
import io.limn.frame.header.TiffStructure;
import io.limn.frame.header.TiffYcc;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;

/**
 * YCbCr without JPEG: data units in strips or tiles, or a plane for each component. A chroma sample is repeated for the pixels that share it,
 * as by libtiff.
 */
final class TiffYccSamples {
    private final byte[] file;
    private final TiffStructure tiff;
    private final TiffYcc kind;
    private final Watch watch;
    private final YccColours colours;
    private final Optional<ColourTransform> profile;
    private final byte[] bgr;
    private final byte[] rgb;

    TiffYccSamples(byte[] file, TiffStructure tiff, Watch watch) {
        this.file = file;
        this.tiff = tiff;
        this.kind = tiff.ycc().orElseThrow();
        this.watch = watch;
        this.colours = new YccColours(kind);
        this.profile = tiff.icc()
                .flatMap(icc -> IccProfiles.transform(Arrays.copyOfRange(file, icc.at(), icc.at() + icc.size()), 3));
        this.bgr = new byte[Math.multiplyExact(Math.multiplyExact(tiff.width(), tiff.height()), 3)];
        this.rgb = new byte[3 * tiff.grid().blockWidth()];
    }

    byte[] decode() throws IOException, FrameRejectedException {
        TiffGrid grid = tiff.grid();
        for (int block = 0; block < grid.across() * grid.down(); block++) {
            int column = block % grid.across();
            int row = block / grid.across();
            int left = column * grid.blockWidth();
            int top = row * grid.blockHeight();
            int columns = grid.columns(column, tiff.width());
            int rows = grid.rows(row, tiff.height());
            if (tiff.planar()) {
                planes(block, left, top, columns, rows);
            } else {
                units(block, left, top, columns, rows);
            }
        }
        return bgr;
    }

    private void units(int block, int left, int top, int columns, int rows) throws IOException, FrameRejectedException {
        int luma = kind.across() * kind.down();
        int unit = luma + 2;
        try (TiffRows stored = rows(block, (int) kind.unitBytes(tiff.grid().blockWidth()))) {
            for (int y = 0; y < rows; y += kind.down()) {
                byte[] units = stored.next();
                for (int inUnit = 0; inUnit < kind.down() && y + inUnit < rows; inUnit++) {
                    for (int x = 0; x < columns; x++) {
                        int at = x / kind.across() * unit;
                        int y8 = units[at + inUnit * kind.across() + x % kind.across()] & 0xFF;
                        colours.put(y8, units[at + luma] & 0xFF, units[at + luma + 1] & 0xFF, rgb, 3 * x);
                    }
                    put(left, top + y + inUnit, columns);
                }
            }
        }
    }

    private void planes(int block, int left, int top, int columns, int rows)
            throws IOException, FrameRejectedException {
        int blocks = tiff.grid().across() * tiff.grid().down();
        int width = tiff.grid().blockWidth();
        try (TiffRows lumas = rows(block, width);
                TiffRows blues = rows(blocks + block, kind.chroma(width));
                TiffRows reds = rows(2 * blocks + block, kind.chroma(width))) {
            byte[] cb = {};
            byte[] cr = {};
            for (int y = 0; y < rows; y++) {
                byte[] luma = lumas.next();
                if (y % kind.down() == 0) {
                    cb = blues.next();
                    cr = reds.next();
                }
                for (int x = 0; x < columns; x++) {
                    int chroma = x / kind.across();
                    colours.put(luma[x] & 0xFF, cb[chroma] & 0xFF, cr[chroma] & 0xFF, rgb, 3 * x);
                }
                put(left, top + y, columns);
            }
        }
    }

    private TiffRows rows(int block, int rowBytes) {
        return TiffRows.ofBytes(file, tiff, tiff.grid().blocks()[block], tiff.planar() ? 1 : 3, rowBytes);
    }

    private void put(int left, int y, int columns) {
        profile.ifPresent(transform -> transform.from8(rgb, columns, rgb));
        int to = (y * tiff.width() + left) * 3;
        for (int from = 0; from < 3 * columns; from += 3, to += 3) {
            bgr[to] = rgb[from + 2];
            bgr[to + 1] = rgb[from + 1];
            bgr[to + 2] = rgb[from];
        }
        watch.passed(columns);
    }
}
