package io.limn.shot;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * The entry in {@code shot.json} of the clip that a shot's frames come from.
 *
 * @param container e.g. {@code mov}
 * @param codec e.g. {@code prores}
 * @param pixelFormat as ffmpeg calls it
 * @param bits per sample
 * @param width of a frame as it is parsed, upright
 * @param height of a frame as it is parsed, upright
 * @param rate frames per second as a fraction, e.g. {@code 24000/1001}; the mean if the rate varies
 * @param timeBase seconds per unit of the frames' {@code pts}, as a fraction
 * @param variableRate whether frames are shown for unequal times
 * @param pixelAspect width of a pixel divided by its height, as a fraction
 * @param rotation by how many degrees frames were turned clockwise to be upright
 * @param interlaced whether frames consist of two fields
 * @param colour the file's colour metadata: primaries, transfer, matrix, range
 * @param colourSpace the colour space that the frames were read as
 * @param timecode of the first frame; null where the clip has none
 * @param audio codecs of its sound, which is not read
 * @param notes things worth knowing, one sentence each
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ShotClip(
        String file,
        String container,
        String codec,
        String pixelFormat,
        int bits,
        int width,
        int height,
        String rate,
        String timeBase,
        boolean variableRate,
        String pixelAspect,
        int rotation,
        boolean interlaced,
        String colour,
        String colourSpace,
        String timecode,
        List<String> audio,
        List<String> notes) {}
