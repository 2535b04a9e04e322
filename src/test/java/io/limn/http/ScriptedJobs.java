package io.limn.http;

import io.limn.store.ObjectStore;
import io.limn.store.StoreConfig;
import io.quarkus.test.common.http.TestHTTPResource;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.net.URI;
import org.junit.jupiter.api.BeforeEach;

/** What tests of jobs on the {@link Scripted} profile share. */
abstract class ScriptedJobs {
    @Inject
    ScriptedQueue queue;

    @Inject
    ObjectStore store;

    @Inject
    StoreConfig buckets;

    @TestHTTPResource
    URI root;

    @BeforeEach
    void theQueueParses() {
        queue.play(Scripts.parses());
    }

    final Response finished(String self) {
        return JobCalls.finished(root, self);
    }
}
