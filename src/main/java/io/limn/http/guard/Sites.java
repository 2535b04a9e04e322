package io.limn.http.guard;

import io.limn.problem.Problem;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Refuses calls from pages of other web sites when no keys protect the service: a browser on this machine or network can reach the service
 * on behalf of any page that it shows. Ordinary cross-site calls are recognised by {@code Origin} and {@code Sec-Fetch-Site}; a page whose
 * own name points to this service (DNS rebinding), by the host that it calls.
 */
final class Sites {
    private static final Pattern NUMERIC = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}|\\[[0-9a-fA-F:.%]+]");

    private final Set<String> hosts;

    /** @param hosts names, with or without a port */
    Sites(Optional<List<String>> hosts) {
        this.hosts = hosts.orElseGet(List::of).stream()
                .map(host -> host.strip().toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
    }

    /** Why the call is refused; empty if it is not. */
    Optional<Problem> refusal(RoutingContext call) {
        HttpServerRequest request = call.request();
        String host = request.authority() == null
                ? ""
                : request.authority().toString().toLowerCase(Locale.ROOT);
        if (!isOurs(host)) {
            return Optional.of(Refusals.hostRefused(host));
        }
        // The CORS filter has run: it has set this header for origins that it allows.
        boolean invited = call.response().headers().contains(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN);
        return invited || !isCrossSite(request, host) ? Optional.empty() : Optional.of(Refusals.crossSite());
    }

    private boolean isOurs(String host) {
        String name = withoutPort(host);
        return NUMERIC.matcher(name).matches()
                || name.equals("localhost")
                || name.endsWith(".localhost")
                || hosts.contains(host)
                || hosts.contains(name);
    }

    private static boolean isCrossSite(HttpServerRequest request, String host) {
        String site = request.getHeader("Sec-Fetch-Site");
        if (site != null && (site.equals("cross-site") || site.equals("same-site"))) {
            return true;
        }
        String origin = request.getHeader(HttpHeaders.ORIGIN);
        return origin != null && !host.equals(authority(origin));
    }

    private static String authority(String origin) {
        try {
            String authority = URI.create(origin).getRawAuthority();
            return authority == null ? "" : authority.toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    private static String withoutPort(String host) {
        int colon = host.lastIndexOf(':');
        return colon > host.lastIndexOf(']') ? host.substring(0, colon) : host;
    }
}
