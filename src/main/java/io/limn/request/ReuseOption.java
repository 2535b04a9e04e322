package io.limn.request;

import io.limn.parsing.Reuse;
import io.limn.problem.RefusedOptionException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The option of a shot by which the network runs only where a frame differs from those before: {@code yes}, {@code no}, or in how many frames the
 * network sees a whole one.
 *
 * @param always whether shots are reused that don't say
 * @param yes what {@code yes} is
 */
public record ReuseOption(boolean always, Reuse yes) {
    /** The name in queries, and with {@code limn-} before it in metadata. */
    public static final String WORD = "reuse";

    public static final String ABOUT =
            "Of a shot: run the network only where a frame differs from those before; yes, no, or in how many frames the network sees a whole one";

    private static final String RANGE = "yes, no, or frames from 1 to " + Reuse.MOST;
    private static final Pattern FRAMES = Pattern.compile("\\d{1,5}");

    /**
     * @param word null or blank where the shot doesn't say
     * @param called the option's name at this door, for the message
     * @throws RefusedOptionException where it is none of them
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

    /** As {@link #read}, where what it means is not asked yet. */
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
