package io.limn.job;

import static java.util.Map.entry;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.config.MeterFilter;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Map;

/** Describes the platform's metrics that come without a description, so that {@code /q/metrics} explains each of them. */
public class PlatformMeters {
    private static final Map<String, String> DESCRIPTIONS = Map.ofEntries(
            entry("http.server.active.requests", "HTTP requests being answered"),
            entry("netty.allocator.memory.used", "Memory that netty has reserved for buffers"),
            entry("netty.allocator.memory.pinned", "Memory of the buffers that netty has in use"),
            entry("netty.allocator.pooled.arenas", "Arenas of netty's buffer pool"),
            entry("netty.allocator.pooled.cache.size", "Largest total of buffers that netty caches, by kind"),
            entry("netty.allocator.pooled.threadlocal.caches", "Threads that cache buffers of netty's pool"),
            entry("netty.allocator.pooled.chunk.size", "Size of a chunk of netty's buffer pool"),
            entry("netty.eventexecutor.tasks.pending", "Tasks waiting in an event loop"));

    @Produces
    @Singleton
    MeterFilter descriptions() {
        return new MeterFilter() {
            @Override
            public Meter.Id map(Meter.Id id) {
                String description = DESCRIPTIONS.get(id.getName());
                return id.getDescription() != null || description == null
                        ? id
                        : new Meter.Id(
                                id.getName(),
                                Tags.of(id.getTagsAsIterable()),
                                id.getBaseUnit(),
                                description,
                                id.getType());
            }
        };
    }
}
