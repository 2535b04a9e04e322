package io.limn.video;

import io.limn.frame.plate.PlateMetadata;
import io.limn.shot.ShotClip;
import io.limn.shot.ShotFrame;
import io.limn.shot.ShotFrames;
import java.util.List;
import java.util.Optional;

/**
 * When a video's frames are shown, and how.
 *
 * @param rate frames per second
 * @param timecode of the first frame
 * @param pixelAspect width of a pixel by its height
 * @param timeBase seconds per unit of {@code times}
 * @param times when each frame is shown, from the first one; null where the rate is constant
 */
record VideoTiming(Fraction rate, String timecode, Fraction pixelAspect, Fraction timeBase, long[] times) {
    private static final double NANOS = 1e9;

    private static final Fraction FILM = new Fraction(24, 1);
    private static final int ASPECT_STEPS = 10_000;

    /**
     * As the source says. Frames without a time code get the one that counts up to their number, so that numbers come back when
     * the video is read.
     *
     * @param first of the first frame that can be read; null where there is none
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

    /** Null where a frame has no time, or not a later one than the frame before. */
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

    /** When a frame is shown, in nanoseconds after the first one. */
    long nanos(int frame) {
        return Math.round(times[frame] * timeBase.value() * NANOS);
    }
}
