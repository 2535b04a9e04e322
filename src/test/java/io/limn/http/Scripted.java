package io.limn.http;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** The HTTP door before a queue that does as it is told; known in the network under names, and to one page of another site. */
public class Scripted implements QuarkusTestProfile {
    @Override
    public Set<Class<?>> getEnabledAlternatives() {
        return Set.of(ScriptedQueue.class, ScriptedCatalogue.class);
    }

    @Override
    public Map<String, String> getConfigOverrides() {
        Map<String, String> config = new HashMap<>();
        System.setProperty("vertx.disableURIValidation", "true"); // as the program's start does
        config.put("limn.http.hosts", "limn.studio.example,masks:8080");
        config.put("quarkus.http.cors.enabled", "true");
        config.put("quarkus.http.cors.origins", "https://plates.example");
        config.put("limn.http.answer-timeout", "1s");
        config.put("limn.http.job-frames", "4");
        config.put("limn.http.job-bytes", "1M");
        config.put("limn.http.max-open-jobs", "12");
        config.put("limn.http.heartbeat", "1s");
        config.put("limn.http.max-event-streams-per-caller", "8");
        config.put("limn.event.retries", "0");
        config.put("quarkus.http.limits.max-body-size", "2M");
        try {
            config.put(
                    "limn.store.directory",
                    Files.createTempDirectory("limn-data").toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return config;
    }
}
