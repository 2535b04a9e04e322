package io.limn.cli;

import java.util.Map;
import java.util.Set;

/** Which parts of the service a command needs; decided before the service starts, so that a local command opens no port. */
enum Mode {
    /** HTTP, buckets, events. */
    SERVE(Map.of("limn.mode", "serve", "vertx.disableURIValidation", "true")),
    /** The same, but the console belongs to the command: no log lines below WARN. */
    DEMO(Map.of("limn.mode", "serve", "quarkus.log.level", "WARN", "vertx.disableURIValidation", "true")),
    /** Buckets and, for this machine only, HTTP; events come from Lambda. */
    LAMBDA(Map.of("limn.mode", "lambda", "quarkus.http.host", "127.0.0.1", "vertx.disableURIValidation", "true")),
    /** Buckets, but no HTTP and no event source. */
    STORE(Map.of(
            "limn.mode", "store",
            "quarkus.http.host-enabled", "false",
            "quarkus.log.level", "WARN")),
    /** Files only; frames are always parsed. */
    PARSE(Map.of(
            "limn.mode", "parse",
            "quarkus.http.host-enabled", "false",
            "quarkus.log.level", "WARN")),
    /** Files only; whether frames are parsed depends on the command and its arguments. */
    LOCAL(Map.of(
            "limn.mode", "local",
            "quarkus.http.host-enabled", "false",
            "quarkus.log.level", "WARN"));

    /** The only command whose {@code --detail} sets the configuration; elsewhere it is an option of the frames. */
    private static final String EVAL = "eval";

    private static final Map<String, String> CHOICES = Map.of("--model", "limn.model.name");
    private static final Map<String, String> CHOICES_OF_EVAL =
            Map.of("--model", "limn.model.name", "--detail", "limn.model.detail");

    private static final Set<String> HELP = Set.of("-h", "--help", "-V", "--version");

    private final Map<String, String> properties;

    Mode(Map<String, String> properties) {
        this.properties = properties;
    }

    /** The mode of a command line; {@link #SERVE} without a command. */
    static Mode of(String... args) {
        for (String arg : args) {
            if (HELP.contains(arg)) {
                return LOCAL;
            }
        }
        if (args.length == 0) {
            return SERVE;
        }
        return switch (args[0]) {
            case "serve" -> SERVE;
            case "demo" -> DEMO;
            case "lambda" -> LAMBDA;
            case "catch-up" -> STORE;
            case "parse", "watch", "bench" -> PARSE;
            default -> LOCAL;
        };
    }

    /** Whether the model is certainly needed, so that it can be opened concurrently with the rest of the start. */
    boolean parsesFrames() {
        return this != STORE && this != LOCAL;
    }

    /** Lets {@code --model NAME} stand for {@code limn.model.name}, and with eval {@code --detail} for {@code limn.model.detail}. */
    static void chooseModel(String... args) {
        Map<String, String> choices = args.length > 0 && args[0].equals(EVAL) ? CHOICES_OF_EVAL : CHOICES;
        for (int i = 0; i < args.length; i++) {
            int equals = args[i].indexOf('=');
            String option = equals < 0 ? args[i] : args[i].substring(0, equals);
            if (choices.containsKey(option) && (equals >= 0 || i + 1 < args.length)) {
                System.setProperty(choices.get(option), equals >= 0 ? args[i].substring(equals + 1) : args[i + 1]);
            }
        }
    }

    /** Sets the system properties of this mode, except those the user has set. */
    void apply() {
        properties.forEach((key, value) -> {
            if (System.getProperty(key) == null) {
                System.setProperty(key, value);
            }
        });
    }
}
