package io.limn.http.guard;

import io.limn.http.Caller;
import io.limn.http.CallerAddress;
import io.limn.http.EarlyCalls;
import io.limn.http.EdgeAnswers;
import io.limn.problem.Problem;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.VertxHttpConfig;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.quarkus.vertx.http.runtime.security.SecurityHandlerPriorities;
import io.vertx.core.Context;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** Checks every call before its body is read: who the caller is, and whether its limits allow the call. */
@ApplicationScoped
public class Guard implements EarlyCalls {
    /** After CORS, so that a browser may read a refusal, and after Quarkus' authentication; before anything reads the body. */
    private static final int AFTER_AUTHENTICATION = SecurityHandlerPriorities.AUTHENTICATION - 20;

    private static final int CALLERS_REMEMBERED = 10_000;
    private static final Duration SHORTLY = Duration.ofSeconds(1);
    private static final String BEARER = "Bearer ";
    private static final Set<HttpMethod> WITHOUT_BODY =
            Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.DELETE, HttpMethod.OPTIONS);

    private final GuardConfig config;
    private final EdgeAnswers answers;
    private final ApiKeys keys;
    private final OpenPaths open;
    private final Tokens tokens;
    private final CallerAddress addresses;
    private final Sites sites;
    private final OpenCalls calls;
    private final CallRates rates = new CallRates(CALLERS_REMEMBERED, System::nanoTime);

    Guard(GuardConfig config, VertxHttpConfig http, EdgeAnswers answers, Tokens tokens) {
        this.config = GuardConfigCheck.checked(config);
        this.answers = answers;
        this.tokens = tokens;
        this.keys = new ApiKeys(config.apiKeys());
        this.open = new OpenPaths(config);
        this.addresses = new CallerAddress(http.proxy().proxyAddressForwarding(), config.proxies());
        this.sites = new Sites(config.hosts());
        this.calls = new OpenCalls(config.maxOpenCalls());
    }

    void register(@Observes Filters filters) {
        filters.register(this::look, AFTER_AUTHENTICATION);
    }

    /** For a call without a readable path: counted for its key, or for its address if it has none. */
    @Override
    public boolean admit(RoutingContext call) {
        String address = addresses.attach(call);
        if (keys.isEmpty() && !tokens.enabled() && isRefusedSite(call)) {
            return false;
        }
        Optional<String> owner = presented(call.request()).flatMap(keys::owner);
        owner.ifPresent(name -> Caller.ofKey(name).attach(call));
        return owner.isPresent()
                ? withinRate(call, "key " + owner.get(), rate(owner.get()))
                : withinRate(call, "address " + address, config.addressRate());
    }

    private int rate(String owner) {
        return config.rates().getOrDefault(owner, config.rate());
    }

    private void look(RoutingContext call) {
        String address = addresses.attach(call);
        boolean keyless = keys.isEmpty() && !tokens.enabled();
        if (open.covers(call.normalizedPath())) {
            Caller caller = Caller.ofAddress(address);
            if (OpenPaths.isPublic(call.normalizedPath())) {
                caller.attach(call);
                call.next();
            } else if (!keyless || !isRefusedSite(call)) {
                admit(call, caller);
            }
            return;
        }
        if (keyless && isRefusedSite(call)) {
            return;
        }
        Optional<String> owner = presented(call.request()).flatMap(keys::owner);
        if (owner.isPresent()) {
            admit(call, owner.get());
        } else if (tokens.enabled()) {
            askProvider(call, address);
        } else {
            unauthenticated(call, address);
        }
    }

    /** The body is paused meanwhile, and the answer is given on the call's own event loop. */
    private void askProvider(RoutingContext call, String address) {
        Context home = call.vertx().getOrCreateContext();
        call.request().pause();
        tokens.subject(call)
                .subscribe()
                .with(subject -> home.runOnContext(now -> {
                    if (subject.isPresent()) {
                        token(call, subject.get());
                    } else {
                        unauthenticated(call, address);
                    }
                    call.request().resume();
                }));
    }

    private void token(RoutingContext call, String subject) {
        Caller.ofToken(subject).attach(call);
        if (withinRate(call, "token " + subject, config.rate())
                && (config.bodyLimit().isEmpty()
                        || withinSize(call, config.bodyLimit().get().asLongValue()))) {
            admit(call, Caller.ofToken(subject));
        }
    }

    private boolean isRefusedSite(RoutingContext call) {
        Optional<Problem> refusal = sites.refusal(call);
        refusal.ifPresent(problem -> refuse(call, problem, null));
        return refusal.isPresent();
    }

    /** Admits an authorised call, unless its caller has too many open. */
    private void admit(RoutingContext call, Caller caller) {
        if (!calls.begin(caller.name())) {
            refuse(call, Refusals.tooManyOpenCalls(config.maxOpenCalls()), SHORTLY);
            return;
        }
        call.addEndHandler(ended -> calls.end(caller.name()));
        caller.attach(call);
        call.next();
    }

    private void admit(RoutingContext call, String owner) {
        Caller.ofKey(owner).attach(call); // so that the log of a refusal names it
        Optional<Long> limit = Optional.ofNullable(config.bodyLimits().get(owner))
                .or(config::bodyLimit)
                .map(MemorySize::asLongValue);
        if (withinRate(call, "key " + owner, rate(owner)) && (limit.isEmpty() || withinSize(call, limit.get()))) {
            admit(call, Caller.ofKey(owner));
        }
    }

    private void unauthenticated(RoutingContext call, String address) {
        if (!withinRate(call, "address " + address, config.addressRate())) {
            return;
        }
        if (keys.isEmpty() && !tokens.enabled()) {
            admit(call, Caller.ofAddress(address));
        } else {
            call.response().putHeader("WWW-Authenticate", "Bearer realm=\"limn\"");
            refuse(call, Refusals.keyWanted(), null);
        }
    }

    private boolean withinRate(RoutingContext call, String caller, int rate) {
        Duration wait = rates.take(caller, rate);
        if (wait.isZero()) {
            return true;
        }
        refuse(call, Refusals.tooManyCalls(rate), wait);
        return false;
    }

    private boolean withinSize(RoutingContext call, long limit) {
        HttpServerRequest request = call.request();
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        if (length == null) {
            boolean unmeasured = request.getHeader(HttpHeaders.TRANSFER_ENCODING) != null
                    || !WITHOUT_BODY.contains(request.method());
            if (unmeasured) {
                refuse(call, Refusals.lengthWanted(), null);
            }
            return !unmeasured;
        }
        if (!length.matches("\\d{1,18}") || Long.parseLong(length) > limit) {
            refuse(call, Refusals.tooManyBytes(limit), null);
            return false;
        }
        return true;
    }

    private void refuse(RoutingContext call, Problem problem, Duration retryAfter) {
        answers.refuse(call, problem, retryAfter);
    }

    private static Optional<String> presented(HttpServerRequest request) {
        String key = request.getHeader("X-API-Key");
        if (key != null) {
            return Optional.of(key.strip());
        }
        String authorization = request.getHeader(HttpHeaders.AUTHORIZATION);
        boolean bearer = authorization != null && authorization.regionMatches(true, 0, BEARER, 0, BEARER.length());
        return bearer ? Optional.of(authorization.substring(BEARER.length()).strip()) : Optional.empty();
    }
}
