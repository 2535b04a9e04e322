package io.limn.config;

import io.smallrye.config.ConfigSourceInterceptor;
import io.smallrye.config.ConfigSourceInterceptorContext;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.Priorities;
import jakarta.annotation.Priority;
import java.util.Optional;

/**
 * Reads a renamed key under its old name where only that one is set. If both are set, the source with the higher ordinal wins, and
 * the new name wins within one source. A default counts as not set.
 */
@Priority(Priorities.LIBRARY + 310)
public final class RenamedKeysInterceptor implements ConfigSourceInterceptor {
    private static final long serialVersionUID = 1;

    @Override
    public ConfigValue getValue(ConfigSourceInterceptorContext context, String name) {
        ConfigValue value = context.proceed(name);
        Optional<String> old = RenamedKeys.oldNameOf(name);
        if (old.isEmpty()) {
            return value;
        }
        ConfigValue before = context.proceed(old.get());
        if (before == null || value != null && value.getConfigSourceOrdinal() >= before.getConfigSourceOrdinal()) {
            return value;
        }
        return before.withName(name);
    }
}
