package io.limn.http;

import io.vertx.ext.web.RoutingContext;

/** Counts calls that are refused before the guard sees them, as it counts all others. */
public interface EarlyCalls {
    /** @return whether the caller may make one more call; if not, it has been answered */
    boolean admit(RoutingContext call);
}
