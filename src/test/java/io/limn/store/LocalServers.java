package io.limn.store;

import io.limn.event.sqs.LocalSqs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Real servers for a test that asks for them: an {@link EmbeddedS3}, an {@link ObjectStore} that reaches it, a {@link LocalSqs}, as
 * parameters. Asked for in {@code @BeforeAll}, they last as long as the class; in {@code @BeforeEach} or a test, as long as the test.
 * They are started on free ports when first asked for and closed by themselves, and the store's folder goes with them.
 */
public final class LocalServers implements ParameterResolver {
    private static final ExtensionContext.Namespace OURS = ExtensionContext.Namespace.create(LocalServers.class);
    private static final Set<Class<?>> KINDS = Set.of(EmbeddedS3.class, ObjectStore.class, LocalSqs.class);

    private record Store(Path folder, EmbeddedS3 server, ObjectStore client) implements AutoCloseable {
        static Store start() {
            try {
                Path folder = Files.createTempDirectory("limn-store");
                EmbeddedS3 server = EmbeddedS3.start(StoreConfigs.embedded(folder));
                return new Store(folder, server, server.client());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() throws IOException {
            client.close();
            server.close();
            List<Path> files;
            try (Stream<Path> all = Files.walk(folder)) {
                files = all.sorted(Comparator.reverseOrder()).toList();
            }
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return KINDS.contains(parameter.getParameter().getType());
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        ExtensionContext.Store ours = context.getStore(OURS);
        Class<?> kind = parameter.getParameter().getType();
        if (kind == LocalSqs.class) {
            return ours.computeIfAbsent(LocalSqs.class, key -> LocalSqs.start(), LocalSqs.class);
        }
        Store store = ours.computeIfAbsent(Store.class, key -> Store.start(), Store.class);
        return kind == EmbeddedS3.class ? store.server() : store.client();
    }
}
