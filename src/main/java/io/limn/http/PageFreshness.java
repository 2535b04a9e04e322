package io.limn.http;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * Makes browsers revalidate the page each time, so that they see a new version at once instead of after a day. The ETag is the file's
 * hash. Files with a hash in their name never change and are cached for a year. (The server's own {@code Last-Modified} is the time of a
 * file's first use and differs between processes.)
 */
@ApplicationScoped
class PageFreshness {
    private static final int BEFORE_THE_FILES = 5;
    private static final int OK = 200;
    private static final int NOT_MODIFIED = 304;
    private static final Pattern HASHED = Pattern.compile("/static/bundle/[\\w.-]+-[A-Z0-9]{8}\\.(js|css)");
    private static final Pattern PAGE = Pattern.compile("/(static|samples)/[\\w.-]+");
    private static final int TAG_DIGITS = 32;
    private static final String RESOURCES = "META-INF/resources";

    private final Map<String, String> tags = new ConcurrentHashMap<>();

    void register(@Observes Filters filters) {
        filters.register(this::look, BEFORE_THE_FILES);
    }

    private void look(RoutingContext call) {
        if (HASHED.matcher(call.normalizedPath()).matches()) {
            call.addHeadersEndHandler(ignored -> keep(call.response()));
            call.next();
            return;
        }
        Optional<String> tag = file(call.normalizedPath()).flatMap(this::tag);
        if (tag.isEmpty()) {
            call.next();
            return;
        }
        HttpServerRequest request = call.request();
        request.headers().remove(HttpHeaders.IF_MODIFIED_SINCE);
        call.response().putHeader(HttpHeaders.CACHE_CONTROL, "no-cache").putHeader(HttpHeaders.ETAG, tag.get());
        if (tag.get().equals(request.getHeader(HttpHeaders.IF_NONE_MATCH))) {
            call.response().setStatusCode(NOT_MODIFIED).end();
        } else {
            call.next();
        }
    }

    private static void keep(HttpServerResponse answer) {
        if (answer.getStatusCode() == OK) {
            answer.putHeader(HttpHeaders.CACHE_CONTROL, "public, immutable, max-age=31536000");
        }
    }

    private static Optional<String> file(String path) {
        if (path.equals("/")) {
            return Optional.of("/index.html");
        }
        return Optional.of(path)
                .filter(other ->
                        other.equals("/index.html") || PAGE.matcher(other).matches());
    }

    private Optional<String> tag(String file) {
        String known = tags.get(file);
        if (known == null) {
            known = hash(file).orElse(null);
            if (known == null) {
                return Optional.empty();
            }
            tags.put(file, known);
        }
        return Optional.of(known);
    }

    private static Optional<String> hash(String file) {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        try (InputStream in = loader.getResourceAsStream(RESOURCES + file)) {
            if (in == null) {
                return Optional.empty();
            }
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(in.readAllBytes());
            return Optional.of('"' + HexFormat.of().formatHex(hash).substring(0, TAG_DIGITS) + '"');
        } catch (IOException e) {
            throw new UncheckedIOException("a file of the page can't be read", e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
