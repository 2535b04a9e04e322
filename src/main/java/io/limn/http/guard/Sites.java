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
 * Keeps pages of other web sites out where no key does: a browser on this machine or in this network reaches the service for any page
 * that it shows. A page that calls openly says so ({@code Origin}, {@code Sec-Fetch-Site}); one that has let its own name point to this
 * service (DNS rebinding) calls it by that name.
 */
final class Sites {
    private static final Pattern FIGURES = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}|\\[[0-9a-fA-F:.%]+]");

    private final Set<String> hosts;

    /** @param hosts names, with or without a port */
    Sites(Optional<List<String>> hosts) {
        this.hosts = hosts.orElseGet(List::of).stream()
                .map(host -> host.strip().toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
    }

    /** Why the call is refused; empty where it is not. */
    Optional<Problem> refusal(RoutingContext call) {
        HttpServerRequest request = call.request();
        String host = request.authority() == null
                ? ""
                : request.authority().toString().toLowerCase(Locale.ROOT);
        if (!isOurs(host)) {
            return Optional.of(Refusals.hostRefused(host));
        }
        // Whom CORS lets in, it has told so by now.
        boolean invited = call.response().headers().contains(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN);
        return invited || !isCrossSite(request, host) ? Optional.empty() : Optional.of(Refusals.crossSite());
    }

    private boolean isOurs(String host) {
        String name = withoutPort(host);
        return FIGURES.matcher(name).matches()
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
