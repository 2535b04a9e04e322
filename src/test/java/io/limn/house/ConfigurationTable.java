package io.limn.house;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The configuration table of the documentation, read from the {@code *Config.java} sources. */
final class ConfigurationTable {
    private static final Pattern PREFIX = Pattern.compile("@ConfigMapping\\(prefix = \"([^\"]+)\"");
    private static final Pattern KEY = Pattern.compile(
            "/\\*\\*(?<doc>(?:(?!\\*/).)*)\\*/\\s*"
                    + "(?<annotations>(?:@\\w+(?:\\((?:[^()\"]|\"[^\"]*\")*\\))?\\s+)*)"
                    + "(?<type>[\\w.<>,? ]+?)\\s+(?<name>\\w+)\\(\\);",
            Pattern.DOTALL);
    private static final Pattern DEFAULT = Pattern.compile("@WithDefault\\((?<value>[^)]*)\\)");
    private static final Pattern NAMED = Pattern.compile("@WithName\\(\"(?<name>[^\"]*)\"\\)");

    private ConfigurationTable() {}

    static String markdown(Path sources) throws IOException {
        Map<String, List<String>> sections = new TreeMap<>();
        try (Stream<Path> files = Files.walk(sources)) {
            for (Path file : files.filter(f -> f.toString().endsWith("Config.java"))
                    .sorted()
                    .toList()) {
                String source = Files.readString(file);
                Matcher prefix = PREFIX.matcher(source);
                if (prefix.find()) {
                    sections.computeIfAbsent(prefix.group(1), name -> new ArrayList<>())
                            .addAll(rows(source));
                }
            }
        }
        StringBuilder tables = new StringBuilder();
        sections.forEach((prefix, rows) -> tables.append("\n### `" + prefix + "`\n\n")
                .append("| key | default | what it does |\n|---|---|---|\n")
                .append(String.join("\n", rows))
                .append("\n"));
        return tables.append("\n").toString();
    }

    private static List<String> rows(String source) {
        List<String> rows = new ArrayList<>();
        Matcher prefix = PREFIX.matcher(source);
        if (!prefix.find()) {
            return rows;
        }
        Matcher key = KEY.matcher(source.substring(prefix.end()));
        while (key.find()) {
            String annotations = key.group("annotations");
            Matcher named = NAMED.matcher(annotations);
            Matcher fallback = DEFAULT.matcher(annotations);
            String name = named.find() ? named.group("name") : kebab(key.group("name"));
            if (key.group("type").startsWith("Map<")) {
                name += ".\"name\"";
            }
            String value = fallback.find() ? "`" + fallback.group("value").replace("\"", "") + "`" : "–";
            rows.add("| `" + prefix.group(1) + "." + name + "` | " + value + " | " + oneLine(key.group("doc")) + " |");
        }
        return rows;
    }

    private static String kebab(String name) {
        return name.replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
    }

    private static String oneLine(String javadoc) {
        return javadoc.replaceAll("\\s*\\n\\s*\\*\\s?", " ")
                .replaceAll("\\{@(?:code|link) #?([^}]*)}", "`$1`")
                .replace("|", "\\|")
                .replace("&lt;", "<")
                .strip();
    }
}
