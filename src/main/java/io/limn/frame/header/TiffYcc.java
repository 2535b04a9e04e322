package io.limn.frame.header;

import static io.limn.frame.header.Structure.damaged;
import static io.limn.frame.header.Structure.unsupported;

import java.util.Set;

/**
 * What a TIFF says of its YCbCr samples (TIFF 6.0, section 21).
 *
 * @param across columns that share a chroma sample: 1, 2 or 4
 * @param down rows that share it
 * @param luma how much red, green and blue add to Y
 * @param reference black and white of Y, then zero and full scale of Cb and of Cr
 */
public record TiffYcc(int across, int down, double[] luma, double[] reference) {
    private static final int COEFFICIENTS = 529;
    private static final int SUBSAMPLING = 530;
    private static final int REFERENCE = 532;
    private static final Set<Long> FACTORS = Set.of(1L, 2L, 4L);

    static TiffYcc of(TiffDirectory page) throws FrameRejectedException {
        long[] factors = page.first(SUBSAMPLING, 2);
        long across = factors.length == 2 ? factors[0] : 2;
        long down = factors.length == 2 ? factors[1] : 2;
        if (!FACTORS.contains(across) || !FACTORS.contains(down)) {
            throw unsupported("The TIFF holds YCbCr colours with a chroma sample for " + across + "x" + down
                    + " pixels, which is not read here: send it as RGB.");
        }
        double[] luma = page.numbers(COEFFICIENTS, new double[] {0.299, 0.587, 0.114});
        double[] reference = page.numbers(REFERENCE, new double[] {0, 255, 128, 255, 128, 255});
        boolean usable = luma[1] > 0;
        for (int i = 0; i < 6; i += 2) {
            double scale = Math.abs(reference[i + 1] - reference[i]);
            usable &= scale >= 1 && scale < Double.POSITIVE_INFINITY;
        }
        for (double part : luma) {
            usable &= part >= 0 && part <= 1;
        }
        if (!usable) {
            throw damaged("The TIFF is damaged: its YCbCr colours have no white, or a green that adds nothing to it.");
        }
        return new TiffYcc((int) across, (int) down, luma, reference);
    }

    boolean subsampled() {
        return across > 1 || down > 1;
    }

    /** Samples of chroma in a row of so many pixels. */
    public int chroma(int columns) {
        return (columns + across - 1) / across;
    }

    /** Bytes of interleaved data units in a row of them: luma of each pixel, row by row, then Cb and Cr. */
    public long unitBytes(long columns) {
        return (columns + across - 1) / across * (across * down + 2L);
    }
}
