package io.limn.frame.header;

import static io.limn.frame.header.Structure.damaged;
import static io.limn.frame.header.Structure.unsupported;

/**
 * How a page is cut: into tiles, or into strips, which are tiles as wide as the picture. Offsets run row by row, and plane by
 * plane for planar pictures.
 *
 * @param tiled whether the blocks at the right and bottom edge are filled up to full size
 */
public record TiffGrid(boolean tiled, int blockWidth, int blockHeight, int across, int down, Block[] blocks) {
    /** The bytes of a strip or tile. */
    public record Block(int at, int size) {}

    private static final int WIDTH = 256;
    private static final int HEIGHT = 257;
    private static final int STRIP_OFFSETS = 273;
    private static final int ROWS_PER_STRIP = 278;
    private static final int STRIP_BYTES = 279;
    private static final int TILE_WIDTH = 322;
    private static final int TILE_HEIGHT = 323;
    private static final int TILE_OFFSETS = 324;
    private static final int TILE_BYTES = 325;
    private static final int TILE_SLACK = 4096;

    /** Blocks that share their bytes are legal, but work must stay in proportion to the file. */
    private static final int MOST_SHARED = 4;

    /** A hundred megapixels in tiles of 16x16, two planes of them. */
    private static final int MOST_BLOCKS = 1 << 20;

    static TiffGrid of(TiffDirectory page, int planes, boolean sizesNeeded, long rowBytes)
            throws FrameRejectedException {
        int width = (int) page.value(WIDTH, 0);
        int height = (int) page.value(HEIGHT, 0);
        boolean tiled = page.has(TILE_WIDTH) && page.has(TILE_OFFSETS);
        long blockWidth = tiled ? page.value(TILE_WIDTH, 0) : width;
        long blockHeight = tiled ? page.value(TILE_HEIGHT, 0) : Math.min(height, page.value(ROWS_PER_STRIP, height));
        if (blockWidth < 1 || blockHeight < 1) {
            throw damaged("The TIFF is damaged: its strips or tiles claim " + blockWidth + "x" + blockHeight + ".");
        }
        // A tile that dwarfs its picture is a bomb.
        if (blockWidth > (long) width + TILE_SLACK || blockHeight > (long) height + TILE_SLACK) {
            throw damaged("The TIFF is damaged: its tiles are larger than its picture.");
        }
        int across = (int) ((width + blockWidth - 1) / blockWidth);
        int down = (int) ((height + blockHeight - 1) / blockHeight);
        long count = (long) across * down * planes;
        if (count > MOST_BLOCKS) {
            throw unsupported("The TIFF is cut into " + count + " parts; at most " + MOST_BLOCKS
                    + " are read: save it with larger strips or tiles.");
        }
        long[] offsets = page.first(tiled ? TILE_OFFSETS : STRIP_OFFSETS, (int) count);
        long[] sizes = page.first(tiled ? TILE_BYTES : STRIP_BYTES, (int) count);
        if (offsets.length < count || sizesNeeded && sizes.length < count) {
            throw damaged("The TIFF is damaged: it lists " + Math.min(offsets.length, sizes.length) + " of the " + count
                    + " parts of its picture.");
        }
        int length = page.bytes().length();
        long unknown = count == 1 ? length : 0; // one packed strip without a size: it may go on to the file's end
        long blockBytes = sizesNeeded ? unknown : rowBytes * blockHeight;
        Block[] blocks = new Block[(int) count];
        long sum = 0;
        for (int i = 0; i < blocks.length; i++) {
            long size = i < sizes.length && sizes[i] > 0 ? sizes[i] : blockBytes;
            if (offsets[i] >= length) {
                throw damaged("The TIFF is cut off: a part of its picture lies behind its " + length + " bytes.");
            }
            blocks[i] = new Block((int) offsets[i], (int) Math.min(size, length - offsets[i]));
            sum += blocks[i].size();
        }
        if (sum > MOST_SHARED * (long) length) {
            throw damaged("The TIFF is damaged: its strips or tiles lie on top of each other.");
        }
        return new TiffGrid(tiled, (int) blockWidth, (int) blockHeight, across, down, blocks);
    }

    /** Rows of the picture in this row of blocks. */
    public int rows(int blockRow, int height) {
        return Math.min(blockHeight, height - blockRow * blockHeight);
    }

    /** Columns of the picture in this column of blocks. */
    public int columns(int blockColumn, int width) {
        return Math.min(blockWidth, width - blockColumn * blockWidth);
    }
}
