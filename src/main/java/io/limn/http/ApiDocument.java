package io.limn.http;

import io.quarkus.arc.Unremovable;
import io.quarkus.smallrye.openapi.runtime.OpenApiDocumentService;
import io.smallrye.openapi.runtime.io.Format;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.Map;

/**
 * The OpenAPI document as the build has written it, read when it is first asked for. Quarkus itself would read it at every start and write
 * it again, though all filters were run by the build.
 */
@Alternative
@Priority(1)
@Singleton
@Unremovable
public class ApiDocument extends OpenApiDocumentService {
    private static final String FILE = "META-INF/quarkus-generated-openapi-doc.";

    private final Map<Format, byte[]> read = new EnumMap<>(Format.class);

    @Override
    public synchronized byte[] getDocument(String name, Format format) {
        return read.computeIfAbsent(format, ApiDocument::read);
    }

    private static byte[] read(Format format) {
        String file = FILE + format.name();
        try (InputStream in = Thread.currentThread().getContextClassLoader().getResourceAsStream(file)) {
            if (in == null) {
                throw new IOException(file + " is missing");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("the OpenAPI document can't be read", e);
        }
    }
}
