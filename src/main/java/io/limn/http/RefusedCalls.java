package io.limn.http;

import io.limn.problem.Problem;
import io.limn.text.Shown;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * Logs one line for each call that is refused because its caller lacks permission or the service lacks capacity (401, 403, 408, 411, 413,
 * 421, 429, 503, 504) or because its head can't be read (400, 414, 431), category {@code io.limn.calls}: at most {@value #MOST} per status
 * and {@value #SECONDS} seconds. The line has the method, the path without its query, the caller and the request's id; never a header, a
 * key or a body. Other errors concern the content of one call and are not logged here; rejected frames are logged in {@code
 * io.limn.frames}.
 */
final class RefusedCalls {
    static final int MOST = 5;
    static final int SECONDS = 10;

    private static final Logger LOG = Logger.getLogger("io.limn.calls");
    private static final Set<Integer> LOGGED = Set.of(401, 403, 408, 411, 413, 414, 421, 429, 431, 503, 504);
    private static final Set<String> KINDS = Set.of("malformed-address", "malformed-head");
    private static final int LONGEST_PATH = 120;
    private static final Map<Integer, LogThrottle> THROTTLES = new ConcurrentHashMap<>();

    private RefusedCalls() {}

    /** @param cause the internal failure, only for the log; null if the problem says it */
    static void log(RoutingContext call, Problem problem, Throwable cause) {
        int status = problem.status();
        boolean malformed =
                KINDS.contains(problem.type().substring(problem.type().lastIndexOf(':') + 1));
        if (call == null || !LOGGED.contains(status) && !malformed) {
            return;
        }
        String what = Shown.of(call.request().method().name()) + " " + path(RequestAddress.path(call));
        String why = cause == null ? problem.detail() : cause.getMessage();
        log(call.vertx(), status, what, caller(call), RequestId.of(call), why);
    }

    /** Logs a request without a readable method or path. */
    static void log(HttpServerRequest request, Problem problem, String id) {
        String who = "from " + peer(request);
        log(Vertx.currentContext().owner(), problem.status(), "a malformed request", who, id, problem.detail());
    }

    private static void log(Vertx vertx, int status, String what, String who, String id, String why) {
        Logger.Level level = status >= 500 ? Logger.Level.WARN : Logger.Level.INFO;
        LogThrottle throttle =
                THROTTLES.computeIfAbsent(status, key -> new LogThrottle(MOST, Duration.ofSeconds(SECONDS)));
        long leftOut = throttle.admit(System.nanoTime());
        if (leftOut == 0) {
            LOG.logf(level, "refused %s with %d, %s, request %s: %s", what, status, Shown.of(who), id, Shown.of(why));
        } else if (leftOut == 1) {
            vertx.setTimer(SECONDS * 1000L, over -> count(level, status, throttle.drain()));
        }
    }

    private static void count(Logger.Level level, int status, long leftOut) {
        LOG.logf(
                level,
                "refused %d more %s with %d in the last %d s",
                leftOut,
                leftOut == 1 ? "call" : "calls",
                status,
                SECONDS);
    }

    /** The caller as determined by the guard; before the guard, the address that the connection comes from. */
    private static String caller(RoutingContext call) {
        String address = CallerAddress.attached(call).orElseGet(() -> peer(call.request()));
        return Caller.of(call).owner().map(owner -> owner + " from ").orElse("from ") + address;
    }

    private static String peer(HttpServerRequest request) {
        SocketAddress peer = request.remoteAddress();
        return peer == null ? "unknown" : String.valueOf(peer.hostAddress());
    }

    private static String path(String path) {
        String shown = Shown.of(path);
        return shown.length() <= LONGEST_PATH ? shown : shown.substring(0, LONGEST_PATH) + "…";
    }
}
