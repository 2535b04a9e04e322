package io.limn.house;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The settings that the code knows, as environment variables. */
public final class Settings {
    private static final Pattern ROW = Pattern.compile("^\\| `(?<key>limn\\.[^`]+)` \\|", Pattern.MULTILINE);

    private Settings() {}

    /** Such as {@code LIMN_STORE_UPLOADS}, from every {@code *Config.java}. */
    public static Set<String> environmentVariables() throws IOException {
        Set<String> names = new TreeSet<>();
        Matcher row = ROW.matcher(ConfigurationTable.markdown(Path.of("src/main/java")));
        while (row.find()) {
            names.add(row.group("key").replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT));
        }
        return names;
    }
}
