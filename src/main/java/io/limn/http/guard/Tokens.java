package io.limn.http.guard;

import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.Principal;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** Tokens of an OpenID provider, if one is configured. They are only checked if a call has no valid API key. */
@ApplicationScoped
public class Tokens {
    /** Leaves the answer to the guard, which uses the error format of the address. */
    private static final BiConsumer<RoutingContext, Throwable> ANSWER_NOTHING = (call, failure) -> {};

    private static final long CLOCKS_APART_SECONDS = 60;

    private final IdentityProviderManager identities;
    private final boolean enabled;

    Tokens(
            IdentityProviderManager identities,
            @ConfigProperty(name = "quarkus.oidc.tenant-enabled", defaultValue = "false") boolean enabled) {
        this.identities = identities;
        this.enabled = enabled;
    }

    boolean enabled() {
        return enabled;
    }

    /** The subject of the call's token; empty if there is none, or it is not valid. */
    Uni<Optional<String>> subject(RoutingContext call) {
        call.put(QuarkusHttpUser.AUTH_FAILURE_HANDLER, ANSWER_NOTHING);
        return QuarkusHttpUser.getSecurityIdentity(call, identities)
                .map(identity -> Optional.ofNullable(identity)
                        .filter(known -> !known.isAnonymous())
                        .map(SecurityIdentity::getPrincipal)
                        .flatMap(Tokens::subject))
                .onFailure()
                .recoverWithItem(Optional.empty());
    }

    /** Empty for a token without a subject, one issued in the future, or an ID token. */
    private static Optional<String> subject(Principal principal) {
        if (!(principal instanceof JsonWebToken token)) {
            return Optional.of(String.valueOf(principal.getName()));
        }
        boolean ofTheFuture = token.getIssuedAtTime() > Instant.now().getEpochSecond() + CLOCKS_APART_SECONDS;
        boolean forLogin =
                "ID".equals(token.getClaim("typ")) || token.containsClaim("nonce") || token.containsClaim("at_hash");
        return ofTheFuture || forLogin
                ? Optional.empty()
                : Optional.ofNullable(token.getSubject()).filter(subject -> !subject.isBlank());
    }
}
