package io.limn.event.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A call through a function's URL reaches this process's own server and no other, whatever the event says. */
class UrlRequestTest {
    private static final URI SERVER = URI.create("http://127.0.0.1:8080");

    private final ObjectNode event = new ObjectMapper().createObjectNode();
    private final ObjectNode http = event.putObject("requestContext").putObject("http");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "@10.0.0.1/",
                ".evil.example/",
                ":9000/",
                "9/",
                "http://evil.example/",
                "\\\\evil.example/",
                "?x",
                "#x",
                " /",
                "/a b",
                "/a\r\nX: y"
            })
    void anInvalidPathIsRefused(String path) {
        event.put("rawPath", path);
        assertThatThrownBy(this::request).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "//evil.example/x", "/@evil.example/", "/..//evil.example", "/%0d%0a", "/a:9000@b"})
    void anyOtherPathGoesToThisServer(String path) {
        event.put("rawPath", path);
        event.putObject("headers").put("Host", "evil.example").put("X-Forwarded-For", "127.0.0.1");
        assertThat(request().uri().getHost()).isEqualTo("127.0.0.1");
        assertThat(request().uri().getPort()).isEqualTo(8080);
        assertThat(request().uri().getRawPath()).isEqualTo(path);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\r\nX: y", "x&@evil.example", "#@evil.example"})
    void aQueryCannotNameAHost(String query) {
        event.put("rawPath", "/").put("rawQueryString", query);
        try {
            assertThat(request().uri().getHost()).isEqualTo("127.0.0.1");
        } catch (IllegalArgumentException refused) {
            assertThat(query).contains("\r\n");
        }
    }

    @Test
    void invalidMethodsAndHeadersAreRefused() {
        http.put("method", "GE T");
        assertThatThrownBy(this::request).isInstanceOf(IllegalArgumentException.class);
        http.put("method", "GET").put("sourceIp", "1.2.3.4\r\nX: y");
        assertThatThrownBy(this::request).isInstanceOf(IllegalArgumentException.class);
    }

    private HttpRequest request() {
        return UrlRequest.of(SERVER, event, Duration.ofSeconds(1));
    }
}
