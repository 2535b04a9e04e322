package io.limn.event.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.limn.event.EventHandler;
import io.limn.store.StoreConfig;
import io.quarkus.vertx.http.HttpServer;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** The Lambda runtime loop: one invocation at a time, answered before the next is fetched. */
@Singleton
public class LambdaRuntime {
    private static final Logger LOG = Logger.getLogger(LambdaRuntime.class);

    private final ObjectMapper json;
    private final List<LambdaCall> kinds;
    private final boolean embedded;

    @Inject
    public LambdaRuntime(EventHandler work, StoreConfig store, ObjectMapper json, HttpServer server) {
        this(work, json, () -> URI.create("http://127.0.0.1:" + server.getPort()), StoreConfig.isEmbedded(store));
    }

    LambdaRuntime(EventHandler work, ObjectMapper json, Supplier<URI> server, boolean embedded) {
        this.json = json;
        this.embedded = embedded;
        this.kinds = List.of(new FunctionUrl(server, json), new QueueBatch(work, json), new DirectEvent(work, json));
    }

    /**
     * Answers calls until the thread is interrupted.
     *
     * @param address host and port of the Runtime API
     * @throws IOException if the API is broken; the process should exit, and Lambda starts another
     */
    public void run(String address) throws IOException, InterruptedException {
        RuntimeApi api = new RuntimeApi(address, json);
        if (embedded) {
            IllegalStateException refusal = new IllegalStateException(
                    "An embedded store is lost with each Lambda instance: set limn.store.embedded=false to use S3 in "
                            + "limn.store.region, or give limn.store.endpoint");
            api.failStart(refusal);
            throw refusal;
        }
        while (!Thread.currentThread().isInterrupted()) {
            Invocation call = api.next();
            try {
                JsonNode event = json.readTree(call.event());
                LambdaCall kind = kinds.stream()
                        .filter(candidate -> candidate.takes(event))
                        .findFirst()
                        .orElseThrow();
                api.answer(call, kind.answer(event, call.deadline()));
            } catch (RuntimeApiBrokenException | InterruptedException e) {
                throw e;
            } catch (Exception e) {
                LOG.errorf(e, "Lambda invocation %s failed", call.id());
                api.fail(call, e);
            }
        }
    }
}
