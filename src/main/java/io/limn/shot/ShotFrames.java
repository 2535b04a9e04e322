package io.limn.shot;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;

/**
 * The frames of one shot in their order: by frame number, as {@code plate.2.png} before {@code plate.10.png}.
 *
 * @param folder of its results, without a slash at either end
 * @param clip the clip that they come from; null for files
 */
public record ShotFrames(String folder, List<ShotFrame> frames, ShotClip clip) {
    /**
     * @param frames in any order
     * @throws IllegalArgumentException if there are none, or they belong to several sequences, which the message names
     */
    public static ShotFrames of(List<ShotFrame> frames) {
        Set<String> folders = new TreeSet<>();
        frames.forEach(frame -> folders.add(frame.keys().folder()));
        if (folders.size() != 1) {
            throw new IllegalArgumentException(
                    frames.isEmpty()
                            ? "there is no frame"
                            : "a shot is one sequence, and these are " + folders.size() + ": "
                                    + String.join(
                                            ", ", folders.stream().limit(8).toList())
                                    + "; name the files of one");
        }
        List<ShotFrame> ordered = new ArrayList<>(frames);
        ordered.sort(
                Comparator.comparingLong((ShotFrame frame) -> frame.number().orElse(Long.MIN_VALUE))
                        .thenComparing(ShotFrame::name));
        return new ShotFrames(folders.iterator().next(), List.copyOf(ordered), null);
    }

    /** Frame numbers between others that are missing, at most this many. */
    List<Long> missing(int most) {
        List<Long> missing = new ArrayList<>();
        for (int i = 1; i < frames.size(); i++) {
            OptionalLong before = frames.get(i - 1).number();
            OptionalLong now = frames.get(i).number();
            if (before.isEmpty() || now.isEmpty()) {
                continue;
            }
            for (long number = before.getAsLong() + 1; number < now.getAsLong() && missing.size() < most; number++) {
                missing.add(number);
            }
        }
        return missing;
    }
}
