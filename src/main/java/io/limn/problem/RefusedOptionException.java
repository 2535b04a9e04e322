package io.limn.problem;

import io.limn.text.Shown;
import io.limn.text.Spelling;
import java.util.Collection;

/** An option's value doesn't exist or can't be used; the message says what can. */
public final class RefusedOptionException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient Problem problem;

    private RefusedOptionException(String kind, String title, String detail) {
        super(detail, null, false, false);
        this.problem = Problem.of(kind, title, 400, detail);
    }

    public static RefusedOptionException unknownValue(String option, String value, Collection<String> allowed) {
        return new RefusedOptionException(
                "unknown-value",
                "Unknown value",
                refusal(option, value) + "one of: " + String.join(", ", allowed) + "." + nearest(value, allowed));
    }

    public static RefusedOptionException outOfRange(String option, String value, String range) {
        return new RefusedOptionException("out-of-range", "Value out of range", refusal(option, value) + range + ".");
    }

    /** @param why the configured model can't give it, a sentence without its full stop */
    public static RefusedOptionException unavailable(String why) {
        return new RefusedOptionException("unavailable-output", "Not available with this model", why + ".");
    }

    public static RefusedOptionException unknownOption(String option, Collection<String> allowed) {
        return new RefusedOptionException(
                "unknown-option",
                "Unknown option",
                "There is no option '" + Shown.start(option) + "'; there are: " + String.join(", ", allowed) + "."
                        + nearest(option, allowed));
    }

    public Problem problem() {
        return problem;
    }

    private static String nearest(String value, Collection<String> allowed) {
        return Spelling.slip(value.strip(), allowed)
                .map(near -> " Did you mean '" + near + "'?")
                .orElse("");
    }

    private static String refusal(String option, String value) {
        return "'" + Shown.start(value) + "' is not a value of '" + option + "'; it takes ";
    }
}
