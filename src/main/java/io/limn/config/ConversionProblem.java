package io.limn.config;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says in one sentence what SmallRye Config reports of a value that it can't convert. */
public final class ConversionProblem {
    private static final Pattern CONVERSION = Pattern.compile(
            "config property (?<key>\\S+) with the config value \"(?<value>.*?)\" threw an Exception(?<why>.*)",
            Pattern.DOTALL);
    private static final Pattern ALLOWED = Pattern.compile("allowed values: (?<values>[\\w,-]+)");

    private ConversionProblem() {}

    /** @param message of a problem in a {@code ConfigValidationException} */
    public static String sentence(String message) {
        Matcher conversion = CONVERSION.matcher(message);
        return conversion.find()
                ? Setting.invalid(conversion.group("key"), conversion.group("value"), fix(conversion.group("why")))
                        .getMessage()
                : message.replaceFirst("^SRCFG\\d+: ", "");
    }

    private static String fix(String why) {
        Matcher allowed = ALLOWED.matcher(why);
        if (allowed.find()) {
            return "use one of " + allowed.group("values").replace(",", ", ");
        }
        if (why.toLowerCase(Locale.ROOT).contains("duration") || why.contains("DateTime")) {
            return "use a duration such as 500ms, 30s or 5m";
        }
        if (why.contains("not in correct format")) {
            return "use a size in bytes such as 64M";
        }
        if (why.contains("static method")) {
            return "use a number such as 400K or 100M";
        }
        if (why.contains("double") || why.contains("float")) {
            return "use a number such as 0.6";
        }
        if (why.contains("integer") || why.contains("long") || why.contains("NumberFormat")) {
            return "use an integer";
        }
        return "docs/configuration.md says what this key takes";
    }
}
