package io.limn.video;

import io.limn.frame.plate.PlateMetadata;
import io.limn.shot.ShotClip;
import io.limn.shot.ShotFrames;
import java.util.Optional;

/**
 * When a video's frames are shown, and how.
 *
 * @param rate frames per second
 * @param timecode of the first frame
 * @param pixelAspect width of a pixel by its height
 */
record VideoTiming(Fraction rate, String timecode, Fraction pixelAspect) {
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
        return new VideoTiming(rate, timecode, aspect);
    }
}
