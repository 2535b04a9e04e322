package io.limn.store;

import io.quarkus.runtime.configuration.DurationConverter;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.runtime.configuration.MemorySizeConverter;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** Configurations as the service would read them, for tests. */
public final class StoreConfigs {
    private StoreConfigs() {}

    /** @param properties keys (without {@code limn.store.}) and values in turn */
    public static StoreConfig of(String... properties) {
        return mapping(StoreConfig.class, "limn.store", properties);
    }

    /** An embedded store below a folder of the test's own, on any free port, quick to give up. */
    public static StoreConfig embedded(Path directory, String... properties) {
        String[] all = new String[properties.length + 14];
        String[] quick = {
            "directory", directory.toString(),
            "embedded-port", "0",
            "settle-time", "100ms",
            "retry-delay", "10ms",
            "retry-max-delay", "50ms",
            "attempt-timeout", "10s",
            "call-timeout", "20s"
        };
        System.arraycopy(quick, 0, all, 0, quick.length);
        System.arraycopy(properties, 0, all, quick.length, properties.length);
        return of(all);
    }

    /** Any config mapping from keys and values; a later value of a key wins. */
    public static <T> T mapping(Class<T> type, String prefix, String... properties) {
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < properties.length; i += 2) {
            values.put(prefix + "." + properties[i], properties[i + 1]);
        }
        return new SmallRyeConfigBuilder()
                .withConverter(Duration.class, 200, new DurationConverter())
                .withConverter(MemorySize.class, 200, new MemorySizeConverter())
                .withMapping(type)
                .withSources(new PropertiesConfigSource(values, "test", 100))
                .build()
                .getConfigMapping(type);
    }
}
