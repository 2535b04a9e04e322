package io.limn.http;

import static java.nio.charset.StandardCharsets.UTF_8;

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
 * Serves the OpenAPI document that the build wrote, read on the first request. Quarkus itself would read and rewrite it at every start,
 * although the build has run all filters. Behind a proxy's path, the document names that path as its server, relative to the host that it
 * was fetched from.
 */
@Alternative
@Priority(1)
@Singleton
@Unremovable
public class ApiDocument extends OpenApiDocumentService {
    private static final String FILE = "META-INF/quarkus-generated-openapi-doc.";

    private final String server;
    private final Map<Format, byte[]> read = new EnumMap<>(Format.class);

    ApiDocument(PublicPath path) {
        server = path.of("");
    }

    @Override
    public synchronized byte[] getDocument(String name, Format format) {
        return read.computeIfAbsent(format, this::document);
    }

    private byte[] document(Format format) {
        byte[] built = read(format);
        if (server.isEmpty()) {
            return built;
        }
        String document = new String(built, UTF_8).stripTrailing();
        return (switch (format) {
                    case JSON ->
                        document.substring(0, document.lastIndexOf('}')) + ",\"servers\":[{\"url\":\"" + server
                                + "\"}]}";
                    case YAML -> document + "\nservers:\n- url: \"" + server + "\"\n";
                })
                .getBytes(UTF_8);
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
