package io.limn.frame.codec.exr;

import io.limn.frame.codec.Cost;
import io.limn.frame.codec.Decoded;
import io.limn.frame.codec.PlateDecoder;
import io.limn.frame.codec.PlateReading;
import io.limn.frame.codec.Watch;
import io.limn.frame.colour.Chromaticities;
import io.limn.frame.colour.ColourSpace;
import io.limn.frame.header.ExrChannel;
import io.limn.frame.header.ExrCompression;
import io.limn.frame.header.ExrLayer;
import io.limn.frame.header.ExrPart;
import io.limn.frame.header.ExrStructure;
import io.limn.frame.header.FrameRejectedException;
import io.limn.frame.plate.PlateMetadata;
import io.limn.frame.plate.PlateStore;
import io.limn.frame.plate.Window;
import java.util.Optional;

/**
 * OpenEXR, a chunk of rows or a tile at a time: beside the frame it holds one chunk. What lies outside the display window is not
 * unpacked, unless it is in a chunk with what is inside.
 */
public final class ExrDecoder implements PlateDecoder<ExrStructure> {
    /** Chunk as packed in words, before and after reordering. */
    private static final int CHUNK_COPIES = 3;

    private static final double NANOS_A_PIXEL = 80;
    private static final double NANOS_A_PIXEL_OF_LOG = 300;
    private static final double NANOS_A_CHUNK = 20_000;
    private static final double NANOS_OF_B44_ROW_SEARCH = 2;

    @Override
    public Cost cost(ExrStructure exr, PlateReading reading) {
        ExrLayer layer;
        try {
            layer = exr.layer(reading.layer());
        } catch (FrameRejectedException toldWhenDecoded) {
            return new Cost(0, 0);
        }
        ExrPart part = exr.parts().get(layer.part());
        ChunkRange range = ChunkRange.of(part);
        double bytes = (double) range.count() * part.chunkBytes();
        boolean blocks = part.compression() == ExrCompression.B44 || part.compression() == ExrCompression.B44A;
        double search = blocks
                ? NANOS_OF_B44_ROW_SEARCH
                        * range.count()
                        * Math.min(part.chunkHeight(), part.dataWindow().height())
                        * part.channels().size()
                        * part.channels().size()
                : 0;
        boolean logarithmic = reading.colour().isPresent();
        return Cost.of(
                nanosAByte(part.compression()) * bytes
                        + (logarithmic ? NANOS_A_PIXEL_OF_LOG : NANOS_A_PIXEL) * exr.pixels()
                        + NANOS_A_CHUNK * range.count()
                        + search,
                CHUNK_COPIES * part.chunkBytes()
                        + (reading.pixels()
                                ? PlateStore.bytes(exr.pixels(), kind(part, layer), layer.alpha() >= 0)
                                : 0));
    }

    private static double nanosAByte(ExrCompression compression) {
        return switch (compression) {
            case NONE -> 1;
            case PIZ -> 40;
            default -> 15;
        };
    }

    @Override
    public Decoded decode(byte[] file, ExrStructure exr, PlateReading reading, Watch watch)
            throws FrameRejectedException {
        ExrLayer layer = exr.layer(reading.layer());
        ExrPart part = exr.parts().get(layer.part());
        PlateMetadata metadata = metadata(part, layer, reading);
        PlateStore store = reading.pixels()
                ? new PlateStore(exr.width(), exr.height(), 1, kind(part, layer), layer.alpha() >= 0, true)
                : null;
        ExrRows rows = new ExrRows(exr, part, layer, metadata, reading, store, watch);
        ChunkRange range = ChunkRange.of(part);
        try (Unpacking unpacking = new Unpacking(part)) {
            ExrChunks chunks = new ExrChunks(file, exr.several(), layer.part(), part, unpacking);
            for (int row = range.firstRow(); row <= range.lastRow(); row++) {
                for (int column = range.firstColumn(); column <= range.lastColumn(); column++) {
                    watch.look();
                    Window window = chunks.window(column, row);
                    rows.take(chunks.unpack(column, row, window), window);
                }
            }
        }
        return new Decoded(rows.bgr(), metadata, Optional.ofNullable(store));
    }

    private static PlateStore.Kind kind(ExrPart part, ExrLayer layer) {
        boolean halves = layer.kind() != ExrLayer.Kind.CHROMA
                && layer.channels().stream()
                        .allMatch(channel -> part.channels().get(channel).type() == ExrChannel.Type.HALF)
                && (layer.alpha() < 0 || part.channels().get(layer.alpha()).type() == ExrChannel.Type.HALF);
        return halves ? PlateStore.Kind.HALF : PlateStore.Kind.FLOAT;
    }

    private static PlateMetadata metadata(ExrPart part, ExrLayer layer, PlateReading reading) {
        ExrChannel.Type type = part.channels().get(layer.channels().get(0)).type();
        ColourSpace stated = ColourSpace.linear(part.chromaticities().orElse(Chromaticities.BT709));
        return new PlateMetadata(
                part.displayWindow(),
                part.dataWindow(),
                part.pixelAspect(),
                type.bytes() * 8,
                type != ExrChannel.Type.UINT,
                reading.colour().orElse(stated),
                part.chromaticities(),
                part.rate(),
                part.timeCode(),
                layer.name());
    }
}
