package io.limn.frame.header;

import java.util.List;
import java.util.Optional;

/**
 * The primary picture of a HEIC or AVIF file (ISO/IEC 23008-12): one coded picture, or a grid of them.
 *
 * @param width of what is shown, before it is turned
 * @param height of what is shown
 * @param orientation that the file's rotation and mirroring come to, as EXIF counts
 * @param tiles row by row, all of one size; one where there is no grid
 * @param tileWidth in pixels
 * @param tileHeight in pixels
 * @param columns of the grid
 * @param left of what is shown in the grid or picture
 * @param top of what is shown
 * @param icc an ICC profile
 * @param codePoints nclx: primaries, transfer, matrix, full range
 */
public record HeifStructure(
        FrameFormat format,
        int width,
        int height,
        int orientation,
        List<Tile> tiles,
        int tileWidth,
        int tileHeight,
        int columns,
        int left,
        int top,
        Optional<Segment> icc,
        Optional<List<Integer>> codePoints)
        implements Structure {
    /**
     * A coded picture.
     *
     * @param configuration the contents of hvcC or av1C
     * @param data its parts, in order
     */
    public record Tile(Segment configuration, List<Segment> data) {
        public long dataBytes() {
            return data.stream().mapToLong(Segment::size).sum();
        }
    }

    static HeifStructure read(byte[] file, FrameFormat format) throws FrameRejectedException {
        return new HeifPicture(HeifItems.of(Bytes.bigEndian(file), format), format).structure();
    }
}
