package io.limn.http;

import io.limn.job.shelf.ShelfRules;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Tells the shelf how jobs of this door are kept. */
@Singleton
final class ShelfSettings {
    @Produces
    @Singleton
    ShelfRules rules(HttpConfig config) {
        HttpConfig checked = config.checked();
        return new ShelfRules(checked.jobPrefix(), checked.jobTimeout(), checked.jobAge(), checked.jobSweep());
    }
}
