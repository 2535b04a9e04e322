package io.limn.cli;

import java.util.Map;
import java.util.Set;

/** What of the service a command needs; settled before the service starts, so that a local command opens no port. */
enum Mode {
    /** HTTP, buckets, events. */
    SERVE(Map.of("limn.mode", "serve")),
    /** Buckets and, for this machine alone, HTTP; what comes, Lambda brings. */
    LAMBDA(Map.of("limn.mode", "lambda", "quarkus.http.host", "127.0.0.1")),
    /** Buckets, but no HTTP and no event source. */
    STORE(Map.of(
            "limn.mode", "store",
            "quarkus.http.host-enabled", "false",
            "quarkus.log.level", "WARN")),
    /** Files alone. */
    LOCAL(Map.of(
            "limn.mode", "local",
            "quarkus.http.host-enabled", "false",
            "quarkus.log.level", "WARN"));

    /** Read before the service starts, by {@link #chooseModel}: the parser is made with it. */
    static final String MODEL_OPTION = "A model package, see 'limn models'; default: as configured.";

    private static final Set<String> SERVING = Set.of("serve", "demo");
    private static final Set<String> HELP = Set.of("-h", "--help", "-V", "--version");

    private final Map<String, String> properties;

    Mode(Map<String, String> properties) {
        this.properties = properties;
    }

    /** The mode for a command line: no command at all serves. */
    static Mode of(String... args) {
        for (String arg : args) {
            if (HELP.contains(arg)) {
                return LOCAL;
            }
        }
        if (args.length == 0 || SERVING.contains(args[0])) {
            return SERVE;
        }
        return switch (args[0]) {
            case "lambda" -> LAMBDA;
            case "catch-up" -> STORE;
            default -> LOCAL;
        };
    }

    /** Lets {@code --model NAME} stand for {@code limn.model.name}. */
    static void chooseModel(String... args) {
        for (int i = 0; i < args.length; i++) {
            if (args[i].startsWith("--model=")) {
                System.setProperty("limn.model.name", args[i].substring("--model=".length()));
            } else if (args[i].equals("--model") && i + 1 < args.length) {
                System.setProperty("limn.model.name", args[i + 1]);
            }
        }
    }

    /** Sets the system properties of this mode where the user has not set them. */
    void apply() {
        properties.forEach((key, value) -> {
            if (System.getProperty(key) == null) {
                System.setProperty(key, value);
            }
        });
    }
}
