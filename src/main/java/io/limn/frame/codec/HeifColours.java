package io.limn.frame.codec;

import io.limn.frame.colour.ColourTransform;
import io.limn.frame.colour.IccProfiles;
import io.limn.frame.colour.MatrixTransform;
import io.limn.frame.colour.RgbSpace;
import io.limn.frame.header.HeifStructure;
import java.util.Arrays;
import java.util.Optional;

/** The way from the colours of a HEIC or AVIF to sRGB: by its profile, else by its code points. */
final class HeifColours {
    private HeifColours() {}

    static Optional<ColourTransform> of(byte[] file, HeifStructure heif) {
        if (heif.icc().isPresent()) {
            int at = heif.icc().get().at();
            return IccProfiles.transform(
                    Arrays.copyOfRange(file, at, at + heif.icc().get().size()), 3);
        }
        return heif.codePoints()
                .flatMap(points -> RgbSpace.ofCodePoints(points.get(0), points.get(1)))
                .filter(space -> !space.isSrgb())
                .map(space -> new MatrixTransform(space, false));
    }

    /** The matrix and range that the file names, as ffmpeg's filter {@code scale} has them; empty where the stream's count. */
    static String scale(HeifStructure heif) {
        return heif.codePoints()
                .flatMap(points -> matrix(points.get(2))
                        .map(matrix ->
                                ":in_color_matrix=" + matrix + ":in_range=" + (points.get(3) == 0 ? "tv" : "pc")))
                .orElse("");
    }

    private static Optional<String> matrix(int code) {
        return Optional.ofNullable(
                switch (code) {
                    case 1 -> "bt709";
                    case 4 -> "fcc";
                    case 5, 6 -> "bt601";
                    case 7 -> "smpte240m";
                    case 9, 10 -> "bt2020";
                    default -> null;
                });
    }
}
