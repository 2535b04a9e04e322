package io.limn.job;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The metric {@code limn.build.info}: always 1, with the versions of the program and of Java. */
@Singleton
public class BuildInfo {
    private final MeterRegistry meters;
    private final String version;

    BuildInfo(MeterRegistry meters, @ConfigProperty(name = "quarkus.application.version") String version) {
        this.meters = meters;
        this.version = version;
    }

    void register(@Observes StartupEvent event) {
        Gauge.builder("limn.build.info", () -> 1)
                .description("The program that runs here; always 1")
                .tag("version", version)
                .tag("java", Runtime.version().toString())
                .strongReference(true)
                .register(meters);
    }
}
