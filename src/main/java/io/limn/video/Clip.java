package io.limn.video;

import io.limn.frame.colour.ColourSpace;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The properties of a clip's video stream, from ffprobe.
 *
 * @param stream its index in the file
 * @param width in pixels as stored, before rotation
 * @param height in pixels as stored, before rotation
 * @param bits per sample
 * @param rate frames per second; the mean if it varies
 * @param timeBase seconds per unit of {@code pts}
 * @param pts presentation timestamps of the frames, ascending; empty if any frame has none or two are equal
 * @param count number of frames
 * @param variableRate whether frame durations differ
 * @param pixelAspect width of a stored pixel divided by its height
 * @param rotation degrees to turn frames clockwise for display: 0, 90, 180 or 270
 * @param colours as tagged; empty strings for missing tags
 * @param audio codecs of the audio streams
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
    /** Colour tags in ffmpeg's names, e.g. {@code bt709}. */
    record Colours(String primaries, String transfer, String matrix, String range) {
        /** The colour space that values are read in: code values of SDR video are treated as sRGB, as in JPEG. */
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

    /** The pixel aspect ratio after rotation. */
    Fraction shownAspect() {
        return lying() ? pixelAspect.inverted() : pixelAspect;
    }

    /** Whether every frame has its own timestamp. */
    boolean timed() {
        return pts.length == count;
    }

    /** The matrix to decode Y'CbCr with: as tagged, otherwise chosen by size, as players do. */
    String matrix() {
        return switch (colours.matrix()) {
            case "bt709", "smpte240m", "fcc" -> colours.matrix();
            case "bt470bg", "smpte170m" -> "smpte170m";
            case "bt2020nc", "bt2020c" -> "bt2020";
            default -> width >= 1280 || height > 576 ? "bt709" : "smpte170m";
        };
    }
}
