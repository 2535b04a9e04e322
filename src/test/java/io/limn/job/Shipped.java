package io.limn.job;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Map;

/** The whole service as it is by default, with the shipped model, over a store of its own that notices files quickly. */
public class Shipped implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
        try {
            return Map.of(
                    "limn.store.directory",
                    Files.createTempDirectory("limn-shipped").toString(),
                    "limn.store.embedded-port",
                    "0",
                    "limn.store.settle-time",
                    "200ms",
                    "limn.event.catch-up-every",
                    "1s");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
