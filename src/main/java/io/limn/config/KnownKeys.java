package io.limn.config;

import io.limn.text.Spelling;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithName;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The {@code limn.*} keys that exist, as properties and as environment variables. */
final class KnownKeys {
    /** Set by the launcher and by the commands themselves. */
    private static final Set<String> INTERNAL = Set.of("limn.home", "limn.mode", "limn.networks", "limn.terminal");

    private static final Set<String> OTHER_VARIABLES = Set.of("LIMN_JAVA_OPTS", "LIMN_IMAGE");

    /** Variables that Kubernetes sets in every pod of a namespace with a Service whose name begins with "limn". */
    private static final Pattern SERVICE_LINK =
            Pattern.compile("LIMN_(\\w+_)?(SERVICE_HOST|SERVICE_PORT(_\\w+)?|PORT_\\d+_(TCP|UDP|SCTP)(_\\w+)?)");

    /** Keys that users may expect here, and the platform's keys for them. */
    private static final Map<String, String> OF_THE_PLATFORM = Map.of(
            "limn.port", "quarkus.http.port",
            "limn.http.port", "quarkus.http.port",
            "limn.host", "quarkus.http.host",
            "limn.http.host", "quarkus.http.host",
            "limn.log.level", "quarkus.log.level");

    private static final int LONGEST_DISTANCE = 1000;

    private final Set<String> keys = new TreeSet<>();
    private final Set<String> mapKeys = new TreeSet<>();

    KnownKeys(Collection<Class<?>> mappings) {
        keys.addAll(INTERNAL);
        mappings.forEach(this::read);
    }

    private void read(Class<?> mapping) {
        String prefix = mapping.getAnnotation(ConfigMapping.class).prefix();
        for (Method method : mapping.getMethods()) {
            if (method.getDeclaringClass() == mapping && Modifier.isAbstract(method.getModifiers())) {
                WithName named = method.getAnnotation(WithName.class);
                String key = prefix + "." + (named == null ? kebab(method.getName()) : named.value());
                (Map.class.isAssignableFrom(method.getReturnType()) ? mapKeys : keys).add(key);
            }
        }
    }

    /** Whether this property exists, now or under an earlier name. */
    boolean hasProperty(String name) {
        return keys.contains(name)
                || RenamedKeys.all().containsKey(name)
                || mapKeys.stream().anyMatch(key -> name.startsWith(key + "."));
    }

    /** Whether this environment variable is a setting, or one that other programs set. */
    boolean hasVariable(String name, String value) {
        return OTHER_VARIABLES.contains(name)
                || SERVICE_LINK.matcher(name).matches()
                || name.endsWith("_PORT") && value != null && value.contains("://")
                || keys.stream().anyMatch(key -> variable(key).equals(name))
                || RenamedKeys.all().keySet().stream()
                        .anyMatch(key -> variable(key).equals(name))
                || mapKeys.stream().anyMatch(key -> name.startsWith(variable(key) + "_"));
    }

    /** The existing key that is spelled most like this property. */
    String nearestProperty(String name) {
        return OF_THE_PLATFORM.containsKey(name) ? OF_THE_PLATFORM.get(name) : nearest(name, all());
    }

    /** The existing variable that is spelled most like this one. */
    String nearestVariable(String name) {
        Set<String> variables = new TreeSet<>();
        all().forEach(key -> variables.add(variable(key)));
        for (Map.Entry<String, String> other : OF_THE_PLATFORM.entrySet()) {
            if (variable(other.getKey()).equals(name)) {
                return variable(other.getValue());
            }
        }
        return nearest(name, variables);
    }

    private Set<String> all() {
        Set<String> all = new TreeSet<>(keys);
        all.removeAll(INTERNAL);
        mapKeys.forEach(key -> all.add(key + ".\"name\""));
        return all;
    }

    private static String nearest(String name, Set<String> candidates) {
        return Spelling.nearestName(name, candidates, LONGEST_DISTANCE).orElse("");
    }

    static String variable(String key) {
        return key.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
    }

    private static String kebab(String name) {
        return name.replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
    }
}
