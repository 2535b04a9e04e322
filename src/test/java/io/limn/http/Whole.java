package io.limn.http;

import io.limn.model.TinyModel;
import io.quarkus.test.junit.QuarkusTestProfile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** The whole service, with a network small enough to know what it must answer, over a store of its own that notices files quickly. */
public class Whole implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
        try {
            Path models = Files.createTempDirectory("limn-models");
            TinyModel.write(models);
            return Map.of(
                    "limn.model.directory",
                    models.toString(),
                    "limn.model.name",
                    "tiny",
                    "limn.store.embedded-port",
                    "0",
                    "limn.store.settle-time",
                    "200ms",
                    "limn.event.catch-up-every",
                    "1s",
                    "limn.store.directory",
                    Files.createTempDirectory("limn-data").toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
