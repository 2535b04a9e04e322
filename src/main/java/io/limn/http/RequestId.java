package io.limn.http;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;

/**
 * The id of a call, in the log and in the header {@code X-Request-Id} of its answer: the caller's own if it sent one of 1 to 64 letters,
 * digits, {@code .}, {@code _} or {@code -}, else eight hexadecimal digits.
 */
@ApplicationScoped
public class RequestId {
    static final String HEADER = "X-Request-Id";

    /** Before every filter that may refuse a call. */
    private static final int FIRST = 2000;

    private static final Pattern ALLOWED = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    void register(@Observes Filters filters) {
        filters.register(RequestId::begin, FIRST);
    }

    private static void begin(RoutingContext call) {
        give(call);
        call.next();
    }

    /** Sets the id; called directly for a call that is refused before the filters. */
    static void give(RoutingContext call) {
        String sent = call.request().getHeader(HEADER);
        String id = sent != null && ALLOWED.matcher(sent).matches() ? sent : random();
        call.put(RequestId.class.getName(), id);
        call.response().putHeader(HEADER, id);
    }

    /** The id of a call, {@code -} for none. */
    static String of(RoutingContext call) {
        String id = call == null ? null : call.get(RequestId.class.getName());
        return id == null ? "-" : id;
    }

    static String random() {
        return String.format("%08x", ThreadLocalRandom.current().nextInt());
    }
}
