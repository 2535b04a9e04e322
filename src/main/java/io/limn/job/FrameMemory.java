package io.limn.job;

import io.limn.frame.FrameLimits;
import io.limn.frame.header.FrameRejectedException;
import io.limn.output.Output;
import io.limn.parsing.Evidence;
import java.util.Set;

/**
 * How much heap a frame takes from decoding until its files are stored; it depends on the outputs.
 *
 * @param heapBytes the maximum heap
 */
record FrameMemory(long heapBytes) {
    /**
     * Bytes per pixel with soft outputs: {@link FrameLimits#BYTES_PER_PIXEL}, plus coverage, colours and the files of all parts. A frame
     * of 42 megapixels took 20, garbage included.
     */
    static final int SOFT_BYTES_PER_PIXEL = 24;

    /**
     * Additional bytes per pixel with Cryptomatte, whose files are the largest. The smallest heaps in which 12 megapixels with five people
     * were rendered, less 48 MiB, came to 14 bytes per pixel with mattes, 12 with cutout, 16 with EXR, 30 with EXR and the plate, 33 with
     * Cryptomatte, at most 41 with all outputs.
     */
    static final int CRYPTOMATTE_BYTES_PER_PIXEL = 18;

    static FrameMemory ofThisProcess() {
        return new FrameMemory(Runtime.getRuntime().maxMemory());
    }

    /** Additional bytes per pixel for the plate's own pixels, kept beside the view: four floats. */
    static final int PLATE_BYTES_PER_PIXEL = 16;

    /**
     * Pixels that {@code detail=persons} and {@code auto} add to a frame's share, whatever the frame's size: the probabilities on the finer
     * grid are at most 12 million floats, held twice while they are fused.
     */
    static final long DETAIL_PIXELS = 2 * 4 * 12_000_000L / SOFT_BYTES_PER_PIXEL;

    /** The share of {@code limn.job.pixels-in-flight} that a frame takes: all of its pixels with soft outputs, fewer with masks alone,
     * more with Cryptomatte and where the plate's own pixels are kept. */
    long share(long pixels, Set<Output> outputs, boolean plate) {
        return Math.max(1, Math.multiplyExact(pixels, bytesPerPixel(outputs, plate)) / SOFT_BYTES_PER_PIXEL);
    }

    /** @throws FrameRejectedException if the heap can't hold a frame of this many pixels with these outputs */
    void check(long pixels, Set<Output> outputs, boolean plate) throws FrameRejectedException {
        long fitting = FrameLimits.fitting(heapBytes, bytesPerPixel(outputs, plate));
        if (pixels > fitting) {
            throw new FrameRejectedException(
                    FrameRejectedException.Reason.TOO_MANY_PIXELS,
                    "The frame has " + pixels + " pixels; with these outputs at most " + fitting
                            + " fit the memory of this service, " + (heapBytes >> 20)
                            + " MiB of heap: send it smaller, ask for masks only, or give the service a larger heap (-Xmx).");
        }
    }

    private static int bytesPerPixel(Set<Output> outputs, boolean plate) {
        return (Output.evidence(outputs) == Evidence.COVERAGE ? SOFT_BYTES_PER_PIXEL : FrameLimits.BYTES_PER_PIXEL)
                + (outputs.contains(Output.CRYPTOMATTE) ? CRYPTOMATTE_BYTES_PER_PIXEL : 0)
                + (plate ? PLATE_BYTES_PER_PIXEL : 0);
    }
}
