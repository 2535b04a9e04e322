package io.limn.job;

import io.limn.parsing.ModelId;
import io.limn.parsing.Parser;
import io.limn.store.ObjectStore;
import io.limn.store.StoreConfig;
import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.inject.Provider;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Ready when the model is loaded and both buckets answer. The store is asked at most every five seconds, with a timeout of two seconds. */
@Readiness
@ApplicationScoped
public class ReadyToParse implements AsyncHealthCheck {
    private static final Duration FRESH = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Parser parser;
    private final Uni<HealthCheckResponse> answer;

    @Inject
    public ReadyToParse(Parser parser, Provider<ObjectStore> store, StoreConfig config) {
        this(parser, store::get, List.of(config.uploads(), config.results()), PATIENCE, FRESH);
    }

    ReadyToParse(Parser parser, Supplier<ObjectStore> store, List<String> buckets, Duration patience, Duration fresh) {
        this.parser = parser;
        this.answer = Uni.join()
                .all(buckets.stream()
                        .map(bucket -> reachable(store, bucket, patience))
                        .toList())
                .andCollectFailures()
                .map(this::response)
                .memoize()
                .atLeast(fresh);
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        return answer;
    }

    /** A bucket and its error; null if it is reachable. */
    private record Bucket(String name, String trouble) {}

    private static Uni<Bucket> reachable(Supplier<ObjectStore> store, String bucket, Duration patience) {
        return Uni.createFrom()
                .deferred(() -> store.get().reachable(bucket))
                .runSubscriptionOn(
                        Infrastructure.getDefaultWorkerPool()) // the first to ask may start the embedded store
                .map(ok -> new Bucket(bucket, null))
                .ifNoItem()
                .after(patience)
                .recoverWithItem(() -> new Bucket(bucket, "no answer within " + patience.toMillis() + " ms"))
                .onFailure()
                .recoverWithItem(failure -> new Bucket(bucket, failure.getMessage()));
    }

    private HealthCheckResponse response(List<Bucket> buckets) {
        ModelId model = parser.model();
        HealthCheckResponseBuilder response = HealthCheckResponse.named("ready to parse frames")
                .withData("model", model.name() + " " + model.version());
        boolean up = true;
        for (Bucket bucket : buckets) {
            response.withData("bucket " + bucket.name(), bucket.trouble() == null ? "reachable" : bucket.trouble());
            up &= bucket.trouble() == null;
        }
        return response.status(up).build();
    }
}
