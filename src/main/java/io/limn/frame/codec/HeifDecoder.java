package io.limn.frame.codec;

import io.limn.frame.colour.ColourTransform;
import io.limn.frame.header.FrameRejectedException;
import io.limn.frame.header.HeifStructure;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** HEIC and AVIF by an installed ffmpeg: the file is walked here, and its tiles are put together here. Alpha is not looked at. */
public final class HeifDecoder implements PixelDecoder<HeifStructure> {
    private static final double START_SECONDS = 0.3;
    private static final double MORE_THAN_ESTIMATED = 3;

    private final FfmpegStills ffmpeg;

    public HeifDecoder(FfmpegStills ffmpeg) {
        this.ffmpeg = ffmpeg;
    }

    @Override
    public Cost cost(HeifStructure heif) {
        long tile = (long) heif.tileWidth() * heif.tileHeight();
        double pixel = CostTable.HEIF_PIXEL + (heif.icc().isPresent() ? CostTable.icc(8) : 0);
        long coded =
                heif.tiles().stream().mapToLong(HeifStructure.Tile::dataBytes).sum();
        return new Cost(START_SECONDS + pixel * tile * heif.tiles().size() / 1e9, 3 * tile + HeifStream.COPIES * coded);
    }

    @Override
    public byte[] decode(byte[] file, HeifStructure heif, Watch watch) throws IOException, FrameRejectedException {
        BgrCanvas canvas = new BgrCanvas(heif.width(), heif.height());
        Optional<ColourTransform> transform = HeifColours.of(file, heif);
        Duration most = Duration.ofMillis((long) (cost(heif).seconds() * MORE_THAN_ESTIMATED * 1000));
        ffmpeg.decode(HeifStream.of(file, heif), heif, most, watch, (tile, rgb) -> {
            transform.ifPresent(space -> space.from8(rgb, rgb.length / 3, rgb));
            int left = tile % heif.columns() * heif.tileWidth() - heif.left();
            int top = tile / heif.columns() * heif.tileHeight() - heif.top();
            int from = Math.max(0, -left);
            int to = Math.min(heif.tileWidth(), heif.width() - left);
            for (int y = Math.max(0, -top); y < Math.min(heif.tileHeight(), heif.height() - top); y++) {
                int at = 3 * (y * heif.tileWidth() + from);
                int pixel = (top + y) * heif.width() + left;
                for (int x = from; x < to; x++, at += 3) {
                    canvas.put(pixel + x, rgb[at] & 0xFF, rgb[at + 1] & 0xFF, rgb[at + 2] & 0xFF, 0xFF, false);
                }
            }
        });
        return canvas.bgr();
    }
}
