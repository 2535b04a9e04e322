package io.limn.frame;

import io.limn.frame.codec.BmpDecoder;
import io.limn.frame.codec.Cost;
import io.limn.frame.codec.Decoded;
import io.limn.frame.codec.DpxDecoder;
import io.limn.frame.codec.FfmpegStills;
import io.limn.frame.codec.HeifDecoder;
import io.limn.frame.codec.JpegDecoder;
import io.limn.frame.codec.PlateReading;
import io.limn.frame.codec.PngDecoder;
import io.limn.frame.codec.TiffDecoder;
import io.limn.frame.codec.ViewPass;
import io.limn.frame.codec.Watch;
import io.limn.frame.codec.WebpDecoder;
import io.limn.frame.codec.exr.ExrDecoder;
import io.limn.frame.header.BmpStructure;
import io.limn.frame.header.DpxStructure;
import io.limn.frame.header.ExrStructure;
import io.limn.frame.header.FrameRejectedException;
import io.limn.frame.header.FrameRejectedException.Reason;
import io.limn.frame.header.HeifStructure;
import io.limn.frame.header.JpegStructure;
import io.limn.frame.header.PngStructure;
import io.limn.frame.header.Structure;
import io.limn.frame.header.TiffStructure;
import io.limn.frame.header.WebpStructure;
import java.io.IOException;

/** The decoder of each format, and the meaning of their failures. */
final class Decoding {
    private final JpegDecoder jpeg = new JpegDecoder();
    private final PngDecoder png = new PngDecoder();
    private final WebpDecoder webp = new WebpDecoder();
    private final TiffDecoder tiff = new TiffDecoder(jpeg);
    private final BmpDecoder bmp = new BmpDecoder();
    private final ExrDecoder exr = new ExrDecoder();
    private final DpxDecoder dpx = new DpxDecoder();
    private final HeifDecoder heif;

    Decoding(FfmpegStills ffmpeg) {
        heif = new HeifDecoder(ffmpeg);
    }

    Cost cost(Structure structure, PlateReading reading) {
        if (structure instanceof JpegStructure s) {
            return viewed(jpeg.cost(s), s, reading);
        } else if (structure instanceof PngStructure s) {
            return png.cost(s, reading);
        } else if (structure instanceof WebpStructure s) {
            return viewed(webp.cost(s), s, reading);
        } else if (structure instanceof TiffStructure s) {
            return tiff.cost(s, reading);
        } else if (structure instanceof ExrStructure s) {
            return exr.cost(s, reading);
        } else if (structure instanceof DpxStructure s) {
            return dpx.cost(s, reading);
        } else if (structure instanceof HeifStructure s) {
            return viewed(heif.cost(s), s, reading);
        }
        return viewed(bmp.cost((BmpStructure) structure), structure, reading);
    }

    private static Cost viewed(Cost decoding, Structure structure, PlateReading reading) {
        return reading.changesView()
                ? new Cost(decoding.seconds() + ViewPass.seconds(structure.pixels()), decoding.bytes())
                : decoding;
    }

    /** Pixels as stored: not turned upright. */
    Decoded decode(byte[] file, Structure structure, PlateReading reading, Runnable check)
            throws FrameRejectedException {
        try {
            return pixels(
                    file,
                    structure,
                    reading,
                    new Watch(new DecodeMeter(check, cost(structure, reading).seconds())));
        } catch (Watch.StoppedException e) {
            if (e.reason() instanceof DecodeMeter.SpentException spent) {
                throw new FrameRejectedException(
                        Reason.TOO_COSTLY,
                        "Decoding the " + structure.format() + " of " + structure.width() + "x" + structure.height()
                                + " pixels took more than " + spent.seconds()
                                + " seconds of processor time, far longer than such pictures take.",
                        spent);
            }
            throw e.reason();
        } catch (IOException | RuntimeException | StackOverflowError e) {
            check.run(); // a codec may have wrapped what stopped it
            throw new FrameRejectedException(
                    Reason.DAMAGED,
                    "The " + structure.format() + " can't be decoded: it is damaged or uses an unusual variant"
                            + because(e),
                    e);
        } catch (OutOfMemoryError e) {
            // The frame itself fits, or the limit is wrong for this machine; a codec that asks for more than an array
            // can
            // hold was misled by the file. Anything else is this machine's need, which a retry may meet.
            if (String.valueOf(e.getMessage()).contains("array size")) {
                throw new FrameRejectedException(
                        Reason.DAMAGED,
                        "The " + structure.format()
                                + " can't be decoded: it contains parts far larger than the picture.",
                        e);
            }
            throw e;
        }
    }

    private Decoded pixels(byte[] file, Structure structure, PlateReading reading, Watch watch)
            throws IOException, FrameRejectedException {
        if (structure instanceof JpegStructure s) {
            return viewed(jpeg.decode(file, s, watch), s, reading, watch);
        } else if (structure instanceof PngStructure s) {
            return png.decode(file, s, reading, watch);
        } else if (structure instanceof WebpStructure s) {
            return viewed(webp.decode(file, s, watch), s, reading, watch);
        } else if (structure instanceof TiffStructure s) {
            return tiff.decode(file, s, reading, watch);
        } else if (structure instanceof ExrStructure s) {
            return exr.decode(file, s, reading, watch);
        } else if (structure instanceof DpxStructure s) {
            return dpx.decode(file, s, reading, watch);
        } else if (structure instanceof HeifStructure s) {
            return viewed(heif.decode(file, s, watch), s, reading, watch);
        }
        return viewed(bmp.decode(file, (BmpStructure) structure, watch), structure, reading, watch);
    }

    private static Decoded viewed(byte[] bgr, Structure structure, PlateReading reading, Watch watch) {
        return ViewPass.of(bgr, structure.width(), structure.height(), reading, watch);
    }

    /** A codec's own words; a runtime exception from inside it speaks of the codec's code, not of the file. */
    private static String because(Throwable e) {
        String message = e instanceof IOException ? e.getMessage() : null;
        return message == null || message.isBlank()
                ? "."
                : ": " + message.strip() + (message.strip().endsWith(".") ? "" : ".");
    }
}
