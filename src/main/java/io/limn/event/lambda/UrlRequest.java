package io.limn.event.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;

/** Builds the HTTP request of a call through a function's URL. */
final class UrlRequest {
    private UrlRequest() {}

    static HttpRequest of(URI server, JsonNode event, Duration patience) {
        JsonNode call = event.path("requestContext").path("http");
        String query = event.path("rawQueryString").asText();
        String path = event.path("rawPath").asText("/");
        if (!path.startsWith("/")) {
            // It would become a part of the host's name.
            throw new IllegalArgumentException("a path begins with a slash");
        }
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(server + path + (query.isEmpty() ? "" : "?" + query)))
                .timeout(patience)
                .method(call.path("method").asText("GET"), BodyPublishers.ofByteArray(body(event)))
                // Calls to a function URL never come from this machine.
                .header("X-Forwarded-For", call.path("sourceIp").asText("unknown"));
        event.path("headers").properties().forEach(header -> {
            String name = header.getKey().toLowerCase(Locale.ROOT);
            if (!HopByHopHeaders.isOf(name)) {
                request.header(name, header.getValue().asText());
            }
        });
        List<String> cookies = new ArrayList<>();
        event.path("cookies").forEach(cookie -> cookies.add(cookie.asText()));
        return (cookies.isEmpty() ? request : request.header("Cookie", String.join("; ", cookies))).build();
    }

    private static byte[] body(JsonNode event) {
        String body = event.path("body").asText("");
        return event.path("isBase64Encoded").asBoolean()
                ? Base64.getDecoder().decode(body)
                : body.getBytes(StandardCharsets.UTF_8);
    }
}
