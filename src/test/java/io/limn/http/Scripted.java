package io.limn.http;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;
import java.util.Set;

/** The HTTP door before a queue that does as it is told. */
public class Scripted implements QuarkusTestProfile {
    @Override
    public Set<Class<?>> getEnabledAlternatives() {
        return Set.of(ScriptedQueue.class, ScriptedCatalogue.class);
    }

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "limn.http.answer-timeout", "1s",
                "limn.http.job-frames", "4",
                "limn.http.heartbeat", "1s",
                "quarkus.http.limits.max-body-size", "2M");
    }
}
