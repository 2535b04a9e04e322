package io.limn.video;

import io.limn.frame.plate.TimeCode;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A SMPTE time code as a count of frames since midnight.
 *
 * @param frames since midnight
 * @param base frames per second, rounded to an integer: 24, 25, 30, 60
 * @param drop whether it is a drop-frame time code, as used at 29.97 frames per second
 */
record Timecode(long frames, int base, boolean drop) {
    private static final Pattern TEXT = Pattern.compile("(\\d\\d):(\\d\\d):(\\d\\d)([:;.])(\\d+)");
    private static final int MINUTES_A_DAY = 24 * 60;
    /** The largest frame number that fits the packing of SMPTE ST 12-1. */
    private static final int MOST_FRAMES = 39;

    /** Parses {@code HH:MM:SS:FF}; empty if the text is not a valid time code at this rate. */
    static Optional<Timecode> of(String text, Fraction rate) {
        Matcher matcher = TEXT.matcher(text.strip());
        int base = (int) Math.round(rate.value());
        if (!matcher.matches() || base < 1) {
            return Optional.empty();
        }
        long minutes = Long.parseLong(matcher.group(1)) * 60 + Long.parseLong(matcher.group(2));
        long seconds = Long.parseLong(matcher.group(3));
        long frame = Long.parseLong(matcher.group(5));
        if (minutes >= MINUTES_A_DAY || seconds >= 60 || frame >= base) {
            return Optional.empty();
        }
        boolean drop = !matcher.group(4).equals(":") && base % 30 == 0;
        long count = (minutes * 60 + seconds) * base + frame;
        return Optional.of(new Timecode(drop ? count - dropped(base) * (minutes - minutes / 10) : count, base, drop));
    }

    private static long dropped(int base) {
        return base / 15;
    }

    Timecode plus(long more) {
        return new Timecode(frames + more, base, drop);
    }

    /** Hours, minutes, seconds and frames. */
    private long[] parts() {
        long count = frames;
        if (drop) {
            long dropped = dropped(base);
            long tenMinutes = 600L * base - 9 * dropped;
            long minute = 60L * base - dropped;
            long tens = count / tenMinutes;
            long rest = count % tenMinutes;
            count += tens * 9 * dropped + (rest < 60L * base ? 0 : dropped * (1 + (rest - 60L * base) / minute));
        }
        long seconds = count / base;
        return new long[] {seconds / 3600 % 24, seconds / 60 % 60, seconds % 60, count % base};
    }

    /** The time code as EXR packs it; empty if the frame number doesn't fit. */
    Optional<TimeCode> packed() {
        long[] parts = parts();
        if (parts[3] > MOST_FRAMES) {
            return Optional.empty();
        }
        int packed = 0;
        for (long part : parts) {
            packed = packed << 8 | (int) (part / 10 << 4 | part % 10);
        }
        return Optional.of(new TimeCode(drop ? packed | 1 << 6 : packed, 0));
    }

    @Override
    public String toString() {
        long[] parts = parts();
        return String.format(
                Locale.ROOT, "%02d:%02d:%02d%s%02d", parts[0], parts[1], parts[2], drop ? ";" : ":", parts[3]);
    }
}
