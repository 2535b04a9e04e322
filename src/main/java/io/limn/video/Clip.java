package io.limn.video;

import io.limn.frame.colour.ColourSpace;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What ffprobe says of a clip's picture.
 *
 * @param stream its index in the file
 * @param width as stored
 * @param height as stored
 * @param bits per sample
 * @param rate frames per second; the mean where it varies
 * @param timeBase seconds per unit of {@code pts}
 * @param pts of each frame in the order they are shown, ascending; empty where the file has none, or not one for each
 * @param count how many frames there are
 * @param variableRate whether frames are shown for unequal times
 * @param pixelAspect width of a stored pixel by its height
 * @param rotation by how many degrees a frame is to be turned clockwise: 0, 90, 180 or 270
 * @param colours as tagged; empty words for what isn't
 * @param audio codecs of its sound
 */
record Clip(
        Path path,
        int stream,
        String container,
        String codec,
        String pixelFormat,
        int width,
        int height,
        int bits,
        Fraction rate,
        Fraction timeBase,
        long[] pts,
        int count,
        boolean variableRate,
        Fraction pixelAspect,
        int rotation,
        boolean interlaced,
        Colours colours,
        Optional<Timecode> timecode,
        List<String> audio) {
    /** Tags by ffmpeg's words, e.g. {@code bt709}. */
    record Colours(String primaries, String transfer, String matrix, String range) {
        /** What values are read as: code values of SDR video are taken for sRGB's, as in JPEG. */
        ColourSpace space() {
            return switch (transfer) {
                case "smpte2084" -> ColourSpace.REC2100_PQ;
                case "arib-std-b67" -> ColourSpace.REC2100_HLG;
                default -> primaries.equals("bt2020") ? ColourSpace.REC2020 : ColourSpace.SRGB;
            };
        }

        String text() {
            return String.join(" ", or(primaries), or(transfer), or(matrix), or(range));
        }

        private static String or(String word) {
            return word.isEmpty() ? "unknown" : word;
        }
    }

    private boolean lying() {
        return rotation % 180 != 0;
    }

    int shownWidth() {
        return lying() ? height : width;
    }

    int shownHeight() {
        return lying() ? width : height;
    }

    /** Of a pixel after turning. */
    Fraction shownAspect() {
        return lying() ? pixelAspect.inverted() : pixelAspect;
    }

    /** Whether every frame has a time of its own. */
    boolean timed() {
        return pts.length == count;
    }

    /** The matrix from which Y'CbCr is decoded: as tagged, otherwise by size, as players do. */
    String matrix() {
        return switch (colours.matrix()) {
            case "bt709", "smpte240m", "fcc" -> colours.matrix();
            case "bt470bg", "smpte170m" -> "smpte170m";
            case "bt2020nc", "bt2020c" -> "bt2020";
            default -> width >= 1280 || height > 576 ? "bt709" : "smpte170m";
        };
    }
}
