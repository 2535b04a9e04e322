package io.limn.frame;

import io.limn.frame.codec.BmpDecoder;
import io.limn.frame.codec.Cost;
import io.limn.frame.codec.JpegDecoder;
import io.limn.frame.codec.PngDecoder;
import io.limn.frame.codec.TiffDecoder;
import io.limn.frame.codec.Watch;
import io.limn.frame.codec.WebpDecoder;
import io.limn.frame.header.BmpStructure;
import io.limn.frame.header.FrameRejectedException;
import io.limn.frame.header.FrameRejectedException.Reason;
import io.limn.frame.header.JpegStructure;
import io.limn.frame.header.PngStructure;
import io.limn.frame.header.Structure;
import io.limn.frame.header.TiffStructure;
import io.limn.frame.header.WebpStructure;
import java.io.IOException;

/** The decoder of each format, and what their failures mean. */
final class Decoding {
    private final JpegDecoder jpeg = new JpegDecoder();
    private final PngDecoder png = new PngDecoder();
    private final WebpDecoder webp = new WebpDecoder();
    private final TiffDecoder tiff = new TiffDecoder(jpeg);
    private final BmpDecoder bmp = new BmpDecoder();

    Cost cost(Structure structure) {
        if (structure instanceof JpegStructure s) {
            return jpeg.cost(s);
        } else if (structure instanceof PngStructure s) {
            return png.cost(s);
        } else if (structure instanceof WebpStructure s) {
            return webp.cost(s);
        } else if (structure instanceof TiffStructure s) {
            return tiff.cost(s);
        }
        return bmp.cost((BmpStructure) structure);
    }

    /** @return blue-green-red bytes as stored */
    byte[] decode(byte[] file, Structure structure, Runnable check) throws FrameRejectedException {
        try {
            return pixels(
                    file,
                    structure,
                    new Watch(new DecodeMeter(check, cost(structure).seconds())));
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

    private byte[] pixels(byte[] file, Structure structure, Watch watch) throws IOException, FrameRejectedException {
        if (structure instanceof JpegStructure s) {
            return jpeg.decode(file, s, watch);
        } else if (structure instanceof PngStructure s) {
            return png.decode(file, s, watch);
        } else if (structure instanceof WebpStructure s) {
            return webp.decode(file, s, watch);
        } else if (structure instanceof TiffStructure s) {
            return tiff.decode(file, s, watch);
        }
        return bmp.decode(file, (BmpStructure) structure, watch);
    }

    /** A codec's own words; a runtime exception from inside it speaks of the codec's code, not of the file. */
    private static String because(Throwable e) {
        String message = e instanceof IOException ? e.getMessage() : null;
        return message == null || message.isBlank()
                ? "."
                : ": " + message.strip() + (message.strip().endsWith(".") ? "" : ".");
    }
}
