package io.limn.request;

import io.limn.parsing.Reuse;
import io.limn.problem.RefusedOptionException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The option of a shot that runs the network only where a frame differs from those before: {@code yes}, {@code no}, or N to run it on a
 * whole frame at least once in N frames.
 *
 * @param always whether shots that don't say use it
 * @param yes what {@code yes} stands for
 */
public record ReuseOption(boolean always, Reuse yes) {
    /** The name in queries, and with {@code limn-} before it in metadata. */
    public static final String WORD = "reuse";

    public static final String ABOUT =
            "Of a shot: run the network only where a frame differs from those before; yes, no, or N to run it on a whole frame at least once in N frames";

    private static final String RANGE = "yes, no, or frames from 1 to " + Reuse.MOST;
    private static final Pattern FRAMES = Pattern.compile("\\d{1,5}");

    /**
     * @param word null or blank where the shot doesn't say
     * @param called the option's name at this door, for the message
     * @throws RefusedOptionException if it is none of them
     */
    public Optional<Reuse> read(String word, String called) {
        if (word == null || word.isBlank()) {
            return always ? Optional.of(yes) : Optional.empty();
        }
        check(word, called);
        return switch (word.strip()) {
            case "yes" -> Optional.of(yes);
            case "no" -> Optional.empty();
            default -> Optional.of(new Reuse(Integer.parseInt(word.strip())));
        };
    }

    /** Checks the word as {@link #read} does. */
    public static void check(String word, String called) {
        String asked = word == null ? "" : word.strip();
        boolean frames = FRAMES.matcher(asked).matches();
        int every = frames ? Integer.parseInt(asked) : 1;
        boolean known = asked.isEmpty() || asked.equals("yes") || asked.equals("no") || frames;
        if (!known || every < 1 || every > Reuse.MOST) {
            throw RefusedOptionException.outOfRange(called, word, RANGE);
        }
    }
}
