package io.limn.frame.header;

import static io.limn.frame.header.Structure.damaged;
import static io.limn.frame.header.Structure.unsupported;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes a {@link HeifStructure} of a file's items. */
record HeifPicture(HeifItems items, FrameFormat format) {
    private static final int MOST_TILES = 4096;
    /** Pixels beyond four times those shown. */
    private static final long MOST_HIDDEN = 1 << 22;

    /** Bytes of decoder configuration, which tiles share, counted for each of them. */
    private static final long MOST_CONFIGURATION = 1 << 22;

    /** Orientations by quarter turns to the left: not mirrored, top and bottom exchanged, left and right exchanged. */
    private static final int[][] ORIENTATIONS = {{1, 4, 2}, {8, 5, 7}, {3, 2, 4}, {6, 7, 5}};

    HeifStructure structure() throws FrameRejectedException {
        long primary = items.primary();
        int[] size = size(primary);
        String type = items.types().getOrDefault(primary, "");
        if (type.equals("grid")) {
            return grid(primary, size);
        }
        return picture(primary, size, List.of(tile(primary)), size, 1);
    }

    private HeifStructure grid(long primary, int[] size) throws FrameRejectedException {
        List<Segment> places = items.places().getOrDefault(primary, List.of());
        List<Long> tiles = items.tiles().getOrDefault(primary, List.of());
        if (places.isEmpty() || tiles.isEmpty() || tiles.size() > MOST_TILES) {
            throw damaged("The " + format + " is damaged: its grid has no tiles, or too many.");
        }
        int at = places.get(0).at();
        int rows = items.bytes().u8(at + 2L) + 1;
        int columns = items.bytes().u8(at + 3L) + 1;
        int[] tileSize = size(tiles.get(0));
        List<HeifStructure.Tile> coded = new ArrayList<>();
        for (long tile : tiles) {
            int[] other = size(tile);
            if (other[0] != tileSize[0] || other[1] != tileSize[1]) {
                throw damaged("The " + format + " is damaged: its tiles differ in size.");
            }
            coded.add(tile(tile));
        }
        if (coded.size() != rows * columns
                || size[0] > (long) columns * tileSize[0]
                || size[1] > (long) rows * tileSize[1]) {
            throw damaged("The " + format + " is damaged: its tiles don't fill its grid.");
        }
        return picture(primary, size, coded, tileSize, columns);
    }

    private HeifStructure picture(long primary, int[] size, List<HeifStructure.Tile> tiles, int[] tileSize, int columns)
            throws FrameRejectedException {
        int[] shown = {0, 0, size[0], size[1]};
        int turns = 0;
        int mirror = 0;
        Optional<Segment> icc = Optional.empty();
        Optional<List<Integer>> codePoints = Optional.empty();
        Bytes bytes = items.bytes();
        for (HeifBox property : items.properties().getOrDefault(primary, List.of())) {
            int at = property.at();
            switch (property.type()) {
                case "clap" -> shown = HeifAperture.of(bytes, at, size, format);
                case "irot" -> turns = bytes.u8(at) & 3;
                case "imir" -> mirror = 1 + (bytes.u8(at) & 1);
                case "colr" -> {
                    if (bytes.has(at, "nclx")) {
                        codePoints = Optional.of(List.of(
                                bytes.u16(at + 4L), bytes.u16(at + 6L), bytes.u16(at + 8L), bytes.u8(at + 10L) >> 7));
                    } else if (bytes.has(at, "prof") || bytes.has(at, "rICC")) {
                        icc = Optional.of(new Segment(at + 4, property.size() - 4));
                    }
                }
                default -> {
                    // Nothing that pixels depend on.
                }
            }
        }
        if ((long) tileSize[0] * tileSize[1] * tiles.size() > MOST_HIDDEN + 4L * shown[2] * shown[3]) {
            throw damaged("The " + format + " is damaged: most of its picture lies outside what it shows.");
        }
        checkCoded(tiles);
        return new HeifStructure(
                format,
                shown[2],
                shown[3],
                ORIENTATIONS[turns][mirror],
                List.copyOf(tiles),
                tileSize[0],
                tileSize[1],
                columns,
                shown[0],
                shown[1],
                icc,
                codePoints);
    }

    /** Parts that lie on top of each other would make a stream far longer than the file. */
    private void checkCoded(List<HeifStructure.Tile> tiles) throws FrameRejectedException {
        long configuration = 0;
        long data = 0;
        for (HeifStructure.Tile tile : tiles) {
            configuration += tile.configuration().size();
            data += tile.dataBytes();
        }
        if (configuration > MOST_CONFIGURATION || data > items.bytes().length()) {
            throw damaged("The " + format + " is damaged: parts of its picture lie on top of each other.");
        }
    }

    private int[] size(long item) throws FrameRejectedException {
        for (HeifBox property : items.properties().getOrDefault(item, List.of())) {
            if (property.type().equals("ispe")) {
                long width = items.bytes().u32(property.at() + 4L);
                long height = items.bytes().u32(property.at() + 8L);
                return new int[] {(int) Math.min(width, 1 << 30), (int) Math.min(height, 1 << 30)};
            }
        }
        throw damaged("The " + format + " is damaged: it doesn't tell the size of its picture.");
    }

    private HeifStructure.Tile tile(long item) throws FrameRejectedException {
        String type = items.types().getOrDefault(item, "");
        if (!type.equals(format == FrameFormat.AVIF ? "av01" : "hvc1")) {
            throw unsupported("The " + format + " holds a picture of kind '" + type.replaceAll("[^A-Za-z0-9]", "?")
                    + "', which is not read here: send it as JPEG or PNG.");
        }
        String wanted = format == FrameFormat.AVIF ? "av1C" : "hvcC";
        List<Segment> data = items.places().getOrDefault(item, List.of());
        for (HeifBox property : items.properties().getOrDefault(item, List.of())) {
            if (property.type().equals(wanted) && !data.isEmpty()) {
                return new HeifStructure.Tile(property.contents(), data);
            }
        }
        throw damaged("The " + format + " is damaged: it has no picture data.");
    }
}
