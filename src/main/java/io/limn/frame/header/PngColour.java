package io.limn.frame.header;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What a PNG says of its colours. The first of cICP, iCCP, sRGB, gAMA with cHRM that is there counts.
 *
 * @param codePoints cICP: primaries, transfer, matrix, full range
 * @param profile the contents of iCCP: name, a zero, the method, the deflated profile
 * @param gamma gAMA, times 100 000; 0 where there is none
 * @param chromaticities cHRM, times 100 000: white x and y, red, green, blue; empty where there is none
 */
public record PngColour(
        Optional<List<Integer>> codePoints,
        Optional<Segment> profile,
        boolean srgb,
        long gamma,
        List<Long> chromaticities) {
    static final PngColour NONE = new PngColour(Optional.empty(), Optional.empty(), false, 0, List.of());

    static boolean holds(Bytes bytes, int typeAt) {
        return bytes.has(typeAt, "cICP")
                || bytes.has(typeAt, "iCCP")
                || bytes.has(typeAt, "sRGB")
                || bytes.has(typeAt, "gAMA")
                || bytes.has(typeAt, "cHRM");
    }

    PngColour with(Bytes bytes, int typeAt, Segment contents) throws FrameRejectedException {
        int at = contents.at();
        if (bytes.has(typeAt, "cICP") && contents.size() == 4) {
            List<Integer> points = List.of(bytes.u8(at), bytes.u8(at + 1L), bytes.u8(at + 2L), bytes.u8(at + 3L));
            return new PngColour(Optional.of(points), profile, srgb, gamma, chromaticities);
        }
        if (bytes.has(typeAt, "iCCP")) {
            return new PngColour(codePoints, Optional.of(contents), srgb, gamma, chromaticities);
        }
        if (bytes.has(typeAt, "sRGB")) {
            return new PngColour(codePoints, profile, true, gamma, chromaticities);
        }
        if (bytes.has(typeAt, "gAMA") && contents.size() == 4) {
            return new PngColour(codePoints, profile, srgb, bytes.u32(at), chromaticities);
        }
        if (bytes.has(typeAt, "cHRM") && contents.size() == 32) {
            long[] values = new long[8];
            for (int i = 0; i < 8; i++) {
                values[i] = bytes.u32(at + 4L * i);
            }
            return new PngColour(
                    codePoints,
                    profile,
                    srgb,
                    gamma,
                    IntStream.range(0, 8).mapToObj(i -> values[i]).toList());
        }
        return this;
    }
}
