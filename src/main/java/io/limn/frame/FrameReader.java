package io.limn.frame;

import com.twelvemonkeys.imageio.plugins.bmp.BMPImageReaderSpi;
import com.twelvemonkeys.imageio.plugins.tiff.TIFFImageReaderSpi;
import com.twelvemonkeys.imageio.plugins.webp.WebPImageReaderSpi;
import io.limn.frame.FrameRejectedException.Reason;
import io.limn.frame.HeaderParser.Stored;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.Map;

/**
 * Decodes frames: JPEG, PNG, WebP, TIFF (its first page) and BMP, told apart by content. Safe for use by several threads at
 * once; blocks for the time of the decoding. Memory is at most a small multiple of {@code width*height*3}, and nothing of that
 * order is allocated before the header has been held against the limits.
 */
@Singleton
public class FrameReader {
    /** What JPEG writers take. */
    private static final int LONGEST_SIDE = 65_500;

    private final FrameLimits limits;
    private final Map<FrameFormat, HeaderParser> headers = Map.of(
            FrameFormat.JPEG, new JpegHeader(),
            FrameFormat.PNG, new PngHeader(),
            FrameFormat.WEBP, new WebpHeader(),
            FrameFormat.TIFF, new TiffHeader(),
            FrameFormat.BMP, new BmpHeader());
    private final Map<FrameFormat, PixelDecoder> decoders = Map.of(
            FrameFormat.JPEG, new JpegDecoder(Codecs.jdk("jpeg"), Codecs.fourColourJpeg()),
            FrameFormat.PNG, new ImageIoDecoder(Codecs.jdk("png")),
            FrameFormat.WEBP, new ImageIoDecoder(new WebPImageReaderSpi()),
            FrameFormat.TIFF, new ImageIoDecoder(new TIFFImageReaderSpi()),
            FrameFormat.BMP, new ImageIoDecoder(new BMPImageReaderSpi()));

    @Inject
    public FrameReader(FrameConfig config) {
        this(FrameLimits.of(config));
    }

    public FrameReader(FrameLimits limits) {
        this.limits = limits;
        TurboJpeg.loadAhead();
    }

    /**
     * What the frame claims, without decoding a pixel.
     *
     * @throws FrameRejectedException where {@link #read} would refuse the frame for its size, its format or a damage that shows
     *     in its structure
     */
    public FrameHeader header(byte[] file) throws FrameRejectedException {
        if (file.length > limits.maxBytes()) {
            throw new FrameRejectedException(
                    Reason.TOO_MANY_BYTES,
                    "The frame has " + file.length + " bytes; at most " + limits.maxBytes()
                            + " are read (limn.frame.max-bytes).");
        }
        FrameFormat format = FormatSniffer.sniff(file);
        Stored stored = headers.get(format).parse(file);
        if (stored.width() < 1 || stored.height() < 1) {
            throw new FrameRejectedException(
                    Reason.DAMAGED,
                    "The " + format + " is damaged: it claims a size of " + stored.width() + "x" + stored.height()
                            + ".");
        }
        if ((long) stored.width() * stored.height() > limits.maxPixels()) {
            throw new FrameRejectedException(
                    Reason.TOO_MANY_PIXELS,
                    "The frame claims " + stored.width() + "x" + stored.height() + " pixels; at most "
                            + limits.maxPixels() + " are decoded (limn.frame.max-pixels).");
        }
        if (Math.max(stored.width(), stored.height()) > LONGEST_SIDE) {
            throw new FrameRejectedException(
                    Reason.TOO_MANY_PIXELS,
                    "The frame claims " + stored.width() + "x" + stored.height() + " pixels; a side has at most "
                            + LONGEST_SIDE + ", or its overlay could not be written.");
        }
        boolean sideways = Orientation.turnsSideways(stored.orientation());
        return new FrameHeader(
                format,
                sideways ? stored.height() : stored.width(),
                sideways ? stored.width() : stored.height(),
                stored.orientation());
    }

    /**
     * The whole frame, upright.
     *
     * @throws FrameRejectedException where the frame can't be decoded, with a sentence for the one who sent it
     */
    public Frame read(byte[] file) throws FrameRejectedException {
        FrameHeader header = header(file);
        boolean sideways = Orientation.turnsSideways(header.orientation());
        Stored stored = new Stored(
                sideways ? header.height() : header.width(),
                sideways ? header.width() : header.height(),
                header.orientation());
        byte[] bgr = decode(file, header.format(), stored);
        return new Frame(
                header.width(),
                header.height(),
                Orientation.upright(bgr, stored.width(), stored.height(), header.orientation()),
                header.format());
    }

    private byte[] decode(byte[] file, FrameFormat format, Stored stored) throws FrameRejectedException {
        try {
            return decoders.get(format).decode(file, stored);
        } catch (IOException | RuntimeException | StackOverflowError e) {
            throw new FrameRejectedException(
                    Reason.DAMAGED,
                    "The " + format + " can't be decoded: it is damaged or uses an unusual variant" + because(e),
                    e);
        } catch (OutOfMemoryError e) {
            // The frame itself fits, or the limit is wrong for this machine; a codec that asks for more than an array
            // can
            // hold was misled by the file. Anything else is this machine's need, which a retry may meet.
            if (String.valueOf(e.getMessage()).contains("array size")) {
                throw new FrameRejectedException(
                        Reason.DAMAGED,
                        "The " + format + " can't be decoded: it contains parts far larger than the picture.",
                        e);
            }
            throw e;
        }
    }

    /** A codec's own words; a runtime exception from inside it speaks of the codec's code, not of the file. */
    private static String because(Throwable e) {
        String message = e instanceof IOException ? e.getMessage() : null;
        return message == null || message.isBlank()
                ? "."
                : ": " + message.strip() + (message.strip().endsWith(".") ? "" : ".");
    }
}
