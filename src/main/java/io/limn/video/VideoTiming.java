package io.limn.video;

import io.limn.frame.plate.PlateMetadata;
import io.limn.shot.ShotClip;
import io.limn.shot.ShotFrame;
import io.limn.shot.ShotFrames;
import java.util.List;
import java.util.Optional;

/**
 * The timing and pixel aspect ratio of a video.
 *
 * @param rate frames per second
 * @param timecode of the first frame
 * @param pixelAspect width of a pixel divided by its height
 * @param timeBase seconds per unit of {@code times}
 * @param times timestamps of the frames relative to the first, in units of {@code timeBase}; null if the rate is constant
 */
record VideoTiming(Fraction rate, String timecode, Fraction pixelAspect, Fraction timeBase, long[] times) {
    private static final double NANOS = 1e9;

    private static final Fraction FILM = new Fraction(24, 1);
    private static final int ASPECT_STEPS = 10_000;

    /**
     * The timing of the source. If it has no time code, the video starts at the one that equals its first frame number, so that reading the
     * video gives the same numbers.
     *
     * @param first metadata of the first readable frame; may be null
     * @param asked a rate that overrides the source's
     */
    static VideoTiming of(ShotFrames shot, PlateMetadata first, Optional<Fraction> asked) {
        ShotClip clip = shot.clip();
        Fraction rate = asked.or(() -> clip == null
                        ? Optional.ofNullable(first)
                                .flatMap(PlateMetadata::rate)
                                .map(known -> new Fraction(known.numerator(), known.denominator()))
                        : Fraction.of(clip.rate()))
                .orElse(FILM);
        long number = shot.frames().get(0).number().orElse(1);
        String timecode = clip != null && clip.timecode() != null
                ? clip.timecode()
                : new Timecode(number, Math.max(1, (int) Math.round(rate.value())), false).toString();
        Fraction aspect = clip != null
                ? Fraction.of(clip.pixelAspect()).orElse(Fraction.ONE)
                : first == null || first.pixelAspect() == 1
                        ? Fraction.ONE
                        : new Fraction(Math.max(1, Math.round(first.pixelAspect() * ASPECT_STEPS)), ASPECT_STEPS);
        Fraction base =
                clip == null ? Fraction.ONE : Fraction.of(clip.timeBase()).orElse(Fraction.ONE);
        boolean varies = asked.isEmpty() && clip != null && clip.variableRate();
        return new VideoTiming(rate, timecode, aspect, base, varies ? times(shot.frames()) : null);
    }

    /** Null if a frame has no timestamp, or one not later than the previous frame's. */
    private static long[] times(List<ShotFrame> frames) {
        long[] times = new long[frames.size()];
        for (int i = 0; i < times.length; i++) {
            Long pts = frames.get(i).pts();
            if (pts == null || i > 0 && pts - frames.get(0).pts() <= times[i - 1]) {
                return null;
            }
            times[i] = pts - frames.get(0).pts();
        }
        return times;
    }

    boolean varies() {
        return times != null;
    }

    /** A frame's timestamp, in nanoseconds after the first one. */
    long nanos(int frame) {
        return Math.round(times[frame] * timeBase.value() * NANOS);
    }
}
