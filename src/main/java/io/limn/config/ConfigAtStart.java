package io.limn.config;

import io.quarkus.arc.All;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.jboss.logging.Logger;

/** Checks the whole configuration before anything else starts: unknown keys, renamed keys, values. */
@Singleton
public class ConfigAtStart {
    private static final Logger LOG = Logger.getLogger(ConfigAtStart.class);
    private static final int FIRST = 1;

    private final Config config;
    private final List<ConfigCheck> checks;

    public ConfigAtStart(Config config, @All List<ConfigCheck> checks) {
        this.config = config;
        this.checks = checks;
    }

    void start(@Observes @Priority(FIRST) StartupEvent event) {
        if (LaunchMode.current() != LaunchMode.TEST) {
            // A test's JVM has properties of its own.
            List<Class<?>> mappings = new ArrayList<>();
            checks.forEach(check -> mappings.add(check.keys()));
            warnings(config.getConfigSources(), new KnownKeys(mappings)).forEach(LOG::warn);
        }
        checks.forEach(ConfigCheck::check);
    }

    /**
     * Checks all sources for keys that do not exist.
     *
     * @return a sentence for each key that was renamed
     * @throws InvalidSettingException for the first key that does not exist, naming the nearest one
     */
    static List<String> warnings(Iterable<ConfigSource> sources, KnownKeys known) {
        List<String> warnings = new ArrayList<>();
        Map<String, String> renamed = RenamedKeys.all();
        Map<String, String> variables = new TreeMap<>();
        renamed.forEach((before, now) -> variables.put(KnownKeys.variable(before), KnownKeys.variable(now)));
        for (ConfigSource source : sources) {
            for (String name : source.getPropertyNames()) {
                String key = withoutProfile(name);
                if (key.startsWith("limn.") && !isEnvironment(source)) {
                    if (!known.hasProperty(key)) {
                        throw unknown(key, source.getValue(name), known.nearestProperty(key));
                    }
                    if (renamed.containsKey(key)) {
                        warnings.add(key + " was renamed to " + renamed.get(key) + "; the old name still works");
                    }
                } else if (name.startsWith("LIMN_")) {
                    if (!known.hasVariable(name, source.getValue(name))) {
                        throw unknown(name, source.getValue(name), known.nearestVariable(name));
                    }
                    if (variables.containsKey(name)) {
                        warnings.add(name + " was renamed to " + variables.get(name) + "; the old name still works");
                    }
                }
            }
        }
        return warnings;
    }

    /** This source repeats every environment variable under a guessed property name. */
    private static boolean isEnvironment(ConfigSource source) {
        return source.getName().startsWith("EnvConfigSource");
    }

    private static String withoutProfile(String name) {
        return name.startsWith("%") ? name.substring(name.indexOf('.') + 1) : name;
    }

    private static InvalidSettingException unknown(String key, String value, String nearest) {
        // A misspelt name may belong to a secret, so the value is not repeated.
        String shown = value == null || value.isEmpty() ? "" : "=…";
        return new InvalidSettingException(
                key + shown + " is not a setting: did you mean " + nearest + "? docs/configuration.md lists all keys");
    }
}
