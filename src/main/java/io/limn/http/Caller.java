package io.limn.http;

import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/**
 * Who sent a call, as the guard has determined.
 *
 * @param name the name that limits are counted under: a key's owner, a token's subject or an address
 * @param owner of what the call makes; empty without authentication
 */
public record Caller(String name, Optional<String> owner) {
    private static final Caller UNKNOWN = new Caller("unknown", Optional.empty());

    public static Caller ofKey(String owner) {
        return new Caller("key " + owner, Optional.of("key " + owner));
    }

    public static Caller ofToken(String subject) {
        return new Caller("token " + subject, Optional.of("token " + subject));
    }

    public static Caller ofAddress(String address) {
        return new Caller("address " + address, Optional.empty());
    }

    public void attach(RoutingContext call) {
        call.put(Caller.class.getName(), this);
    }

    /** Owner of what this call creates, as stored in JSON and keys; null without authentication. */
    public String ownerOrNull() {
        return owner.orElse(null);
    }

    /** @param owner of a job or upload, null if it has none */
    public boolean mayUse(String owner) {
        return owner == null || owner.equals(ownerOrNull());
    }

    public static Caller of(RoutingContext call) {
        Caller known = call == null ? null : call.get(Caller.class.getName());
        return known == null ? UNKNOWN : known;
    }
}
