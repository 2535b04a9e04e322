package io.limn.http.guard;

import io.limn.http.KnownCallers;
import jakarta.enterprise.context.ApplicationScoped;

/** Callers have names if API keys or an OpenID provider are configured. */
@ApplicationScoped
public class CallersByKey implements KnownCallers {
    private final GuardConfig config;
    private final Tokens tokens;

    CallersByKey(GuardConfig config, Tokens tokens) {
        this.config = config;
        this.tokens = tokens;
    }

    @Override
    public boolean haveNames() {
        return !config.apiKeys().isEmpty() || tokens.enabled();
    }
}
