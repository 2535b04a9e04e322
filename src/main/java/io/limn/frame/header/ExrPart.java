package io.limn.frame.header;

import io.limn.frame.colour.Chromaticities;
import io.limn.frame.plate.Rate;
import io.limn.frame.plate.TimeCode;
import io.limn.frame.plate.Window;
import java.util.List;
import java.util.Optional;

/**
 * A part of an EXR file, as its header has it.
 *
 * @param name empty where the file has one part without a name
 * @param deep whether pixels have any number of samples
 * @param tiles empty for scanlines
 * @param chunks that the header claims; 0 where it doesn't
 * @param offsetsAt where the table of its chunks begins in the file
 */
public record ExrPart(
        String name,
        boolean deep,
        List<ExrChannel> channels,
        ExrCompression compression,
        Window dataWindow,
        Window displayWindow,
        Optional<Tiles> tiles,
        long chunks,
        long offsetsAt,
        double pixelAspect,
        Optional<Chromaticities> chromaticities,
        Optional<Rate> rate,
        Optional<TimeCode> timeCode) {
    /**
     * The size of a tile.
     *
     * @param levels whether the file has smaller versions behind the picture
     */
    public record Tiles(int width, int height, boolean levels) {}

    ExrPart at(long offsets) {
        return new ExrPart(
                name,
                deep,
                channels,
                compression,
                dataWindow,
                displayWindow,
                tiles,
                chunks,
                offsets,
                pixelAspect,
                chromaticities,
                rate,
                timeCode);
    }

    /** Columns of chunks of the picture itself. */
    public int across() {
        return tiles.map(size -> (int) ceil(dataWindow.width(), size.width())).orElse(1);
    }

    /** Rows of chunks of the picture itself. */
    public int down() {
        return (int) ceil(dataWindow.height(), chunkHeight());
    }

    public int chunkWidth() {
        return tiles.map(Tiles::width).orElse(dataWindow.width());
    }

    public int chunkHeight() {
        return tiles.map(Tiles::height).orElse(compression.lines());
    }

    private static long ceil(long all, long each) {
        return (all + each - 1) / each;
    }

    /** Where the channels have each sample, the bytes of a pixel. */
    public int pixelBytes() {
        return channels.stream().mapToInt(channel -> channel.type().bytes()).sum();
    }

    /** Bytes of the largest chunk, unpacked. */
    public long chunkBytes() {
        return (long) Math.min(chunkWidth(), dataWindow.width())
                * Math.min(chunkHeight(), dataWindow.height())
                * pixelBytes();
    }
}
