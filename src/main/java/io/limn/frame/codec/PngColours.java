package io.limn.frame.codec;

import io.limn.frame.colour.ColourTransform;
import io.limn.frame.colour.GreyTransform;
import io.limn.frame.colour.IccProfiles;
import io.limn.frame.colour.MatrixTransform;
import io.limn.frame.colour.RgbSpace;
import io.limn.frame.header.FrameRejectedException;
import io.limn.frame.header.PngColour;
import io.limn.frame.header.Segment;
import io.limn.frame.header.Structure;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Optional;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** The way from a PNG's colours to sRGB, by what counts first of its chunks: cICP, iCCP, sRGB, gAMA and cHRM. */
record PngColours(Optional<ColourTransform> transform) {
    private static final int UNSPECIFIED = 2;
    private static final double UNIT = 100_000;

    static PngColours of(byte[] file, PngColour colour, int components) throws FrameRejectedException {
        if (colour.codePoints().isPresent()) {
            List<Integer> points = colour.codePoints().get();
            if (points.get(0) != UNSPECIFIED && points.get(1) != UNSPECIFIED) {
                return byCodePoints(points, components);
            }
        }
        if (colour.profile().isPresent()) {
            byte[] profile = inflated(file, colour.profile().get());
            if (profile.length > 0) {
                return new PngColours(IccProfiles.transform(profile, components));
            }
        }
        return colour.srgb() ? new PngColours(Optional.empty()) : byNumbers(colour, components);
    }

    private static PngColours byCodePoints(List<Integer> points, int components) throws FrameRejectedException {
        Optional<RgbSpace> space = RgbSpace.ofCodePoints(points.get(0), points.get(1));
        if (space.isEmpty() || points.get(2) != 0) {
            throw Structure.unsupported("The PNG has a cICP chunk with primaries " + points.get(0) + ", transfer "
                    + points.get(1) + " and matrix " + points.get(2)
                    + ", which are not read here: send it as sRGB.");
        }
        boolean srgb = points.get(0) == 1 && points.get(1) == 13;
        return of(space.get(), srgb, points.get(3) == 0, components);
    }

    private static PngColours byNumbers(PngColour colour, int components) {
        Optional<Double> exponent = colour.gamma() > 0 ? Optional.of(UNIT / colour.gamma()) : Optional.empty();
        boolean usable = exponent.isEmpty() || exponent.get() > 0.1 && exponent.get() < 10;
        double[] xy = colour.chromaticities().stream()
                .mapToDouble(value -> value / UNIT)
                .toArray();
        if (usable && xy.length == 8 && RgbSpace.plausible(xy)) {
            RgbSpace space = RgbSpace.of(xy, exponent);
            return of(space, space.isSrgb(), false, components);
        }
        return usable && exponent.isPresent()
                ? of(
                        RgbSpace.gamma(exponent.get()),
                        RgbSpace.gamma(exponent.get()).isSrgb(),
                        false,
                        components)
                : new PngColours(Optional.empty());
    }

    private static PngColours of(RgbSpace space, boolean srgb, boolean narrow, int components) {
        if (srgb && !narrow) {
            return new PngColours(Optional.empty());
        }
        ColourTransform rgb = new MatrixTransform(space, narrow);
        return new PngColours(Optional.of(components == 1 ? new GreyTransform(rgb) : rgb));
    }

    /** The profile; empty where it is broken or larger than profiles are. */
    private static byte[] inflated(byte[] file, Segment chunk) {
        int at = chunk.at();
        int end = chunk.at() + chunk.size();
        while (at < end && file[at] != 0) {
            at++;
        }
        if (at + 2 >= end) {
            return new byte[0];
        }
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(file, at + 2, end - at - 2);
            ByteArrayOutputStream profile = new ByteArrayOutputStream();
            byte[] part = new byte[8192];
            for (int count = inflater.inflate(part); count > 0; count = inflater.inflate(part)) {
                profile.write(part, 0, count);
                if (profile.size() > IccProfiles.LARGEST) {
                    return new byte[0];
                }
            }
            return profile.toByteArray();
        } catch (DataFormatException broken) {
            return new byte[0];
        } finally {
            inflater.end();
        }
    }
}
