package io.limn.frame;

import io.limn.config.Setting;
import io.limn.frame.codec.Cost;
import io.limn.frame.header.FrameRejectedException;
import io.limn.frame.header.FrameRejectedException.Reason;
import io.limn.frame.header.Structure;
import java.time.Duration;
import java.util.Locale;

/**
 * The checked limits of {@link FrameConfig}.
 *
 * @param maxBytes of a file, at least 1
 * @param maxPixels width times height, at most what one Java array of three bytes per pixel can hold
 * @param maxDecodeTime by the estimate from the header
 * @param heapBytes the largest heap there is
 */
public record FrameLimits(long maxBytes, long maxPixels, Duration maxDecodeTime, long heapBytes) {
    private static final long MOST_BYTES = Integer.MAX_VALUE - 16;
    private static final long MOST_PIXELS = (Integer.MAX_VALUE - 16) / 3;

    /** The longest side that JPEG can have. */
    private static final int LONGEST_SIDE = 65_500;

    /**
     * Heap per pixel for label maps and pictures of them: frame, rotated frame, maps, files being encoded. A frame of 42 megapixels took 6.4,
     * garbage included, unrotated.
     */
    public static final int BYTES_PER_PIXEL = 12;

    /** Part of the heap for everything but frames. */
    private static final long RESERVED = 48L << 20;

    public FrameLimits {
        Setting.require(
                maxBytes >= 1 && maxBytes <= MOST_BYTES,
                "limn.frame.max-bytes",
                maxBytes,
                "use 1 to " + MOST_BYTES + " bytes, e.g. 64M");
        Setting.between("limn.frame.max-pixels", maxPixels, 1, MOST_PIXELS, "100M");
        Setting.positive("limn.frame.max-decode-time", maxDecodeTime, "20s");
    }

    /** Limits of files and pixels; time and heap by default. */
    public FrameLimits(long maxBytes, long maxPixels) {
        this(maxBytes, maxPixels, Duration.ofSeconds(20), Long.MAX_VALUE);
    }

    /**
     * @throws io.limn.config.InvalidSettingException naming the key, its value and the fix
     */
    public static FrameLimits of(FrameConfig config) {
        return new FrameLimits(
                config.maxBytes().asLongValue(),
                config.maxPixels().pixels(),
                config.maxDecodeTime(),
                Runtime.getRuntime().maxMemory());
    }

    /** How many pixels fit into a heap of this size, beside everything else in it. */
    public static long fitting(long heapBytes, int bytesPerPixel) {
        return Math.max(0, heapBytes - RESERVED) / bytesPerPixel;
    }

    /** Checks the size that a file claims. */
    void check(Structure claimed) throws FrameRejectedException {
        String size = claimed.width() + "x" + claimed.height();
        if (claimed.width() < 1 || claimed.height() < 1) {
            throw new FrameRejectedException(
                    Reason.DAMAGED, "The " + claimed.format() + " is damaged: it claims a size of " + size + ".");
        }
        if (claimed.pixels() > maxPixels) {
            throw tooMany("The frame claims " + size + " pixels; at most " + maxPixels
                    + " are decoded (limn.frame.max-pixels).");
        }
        if (Math.max(claimed.width(), claimed.height()) > LONGEST_SIDE) {
            throw tooMany("The frame claims " + size + " pixels; a side has at most " + LONGEST_SIDE
                    + ", or its overlay could not be written.");
        }
        long fitting = fitting(heapBytes, BYTES_PER_PIXEL);
        if (claimed.pixels() > fitting) {
            throw tooMany("The frame claims " + size + " pixels; at most " + fitting
                    + " fit the memory of this service, " + (heapBytes >> 20)
                    + " MiB of heap: send it smaller, or give the service a larger heap (-Xmx).");
        }
    }

    /** Checks what decoding would cost. */
    void check(FrameHeader header, Cost cost) throws FrameRejectedException {
        if (cost.seconds() * 1000 > maxDecodeTime.toMillis()) {
            throw new FrameRejectedException(
                    Reason.TOO_COSTLY,
                    String.format(
                            Locale.ROOT,
                            "Decoding the %s of %dx%d pixels would take some %.0f seconds; at most %.0f are spent"
                                    + " (limn.frame.max-decode-time). Save it with fewer scans or smaller.",
                            header.format(),
                            header.width(),
                            header.height(),
                            cost.seconds(),
                            maxDecodeTime.toMillis() / 1000.0));
        }
        if (cost.bytes() + header.pixels() * 3 > heapBytes - RESERVED) {
            throw tooMany("Decoding the " + header.format() + " would take "
                    + (cost.bytes() + header.pixels() * 3 >> 20) + " MiB; this service has a heap of "
                    + (heapBytes >> 20) + " MiB: send it smaller, or give the service a larger heap (-Xmx).");
        }
    }

    private static FrameRejectedException tooMany(String sentence) {
        return new FrameRejectedException(Reason.TOO_MANY_PIXELS, sentence);
    }
}
