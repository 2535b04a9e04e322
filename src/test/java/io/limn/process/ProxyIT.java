package io.limn.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.limn.model.TinyModel;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Behind a proxy that ends TLS and offers the service below a path of its own. */
@Tag("process")
class ProxyIT {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final ObjectMapper JSON = new ObjectMapper();
    /** Addresses of this machine that aren't the proxy's. */
    private static final String CALLER = "127.0.0.2";

    private static final String STRANGER = "127.0.0.3";

    @TempDir
    static Path home;

    private static LimnProcess limn;
    private static int port;

    @BeforeAll
    static void start() throws Exception {
        TinyModel.write(home.resolve("models"));
        limn = LimnProcess.start(
                home,
                Map.of(
                        "limn.model.name", "tiny",
                        "limn.model.directory", home.resolve("models").toString(),
                        "limn.store.embedded-port", "0",
                        "limn.http.public-path", TlsProxy.PATH,
                        "quarkus.http.host", "0.0.0.0",
                        "quarkus.http.port", "0",
                        "quarkus.http.proxy.proxy-address-forwarding", "true",
                        "quarkus.http.proxy.trusted-proxies", "127.0.0.1"),
                "serve");
        port = URI.create(limn.await("Listening on: (http://\\S+)", LIMIT).group(1))
                .getPort();
    }

    @AfterAll
    static void stop() {
        limn.close();
    }

    /** A call from an address of choice; the whole answer. */
    private static String call(String from, SSLContext tls, int port, String path, byte[] body, String... headers)
            throws Exception {
        Socket plain = new Socket("127.0.0.1", port, InetAddress.getByName(from), 0);
        try (Socket socket =
                tls == null ? plain : tls.getSocketFactory().createSocket(plain, "localhost", port, true)) {
            String head = "POST " + path + " HTTP/1.1\r\nHost: localhost:" + port
                    + "\r\nConnection: close\r\nContent-Length: " + body.length + "\r\n" + String.join("\r\n", headers)
                    + "\r\n\r\n";
            socket.getOutputStream().write(head.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().write(body);
            socket.getOutputStream().flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    @Test
    void addressesAreThoseOfTheProxyAndAStreamPassesIt() throws Exception {
        try (TlsProxy proxy = TlsProxy.vertx(home, port)) {
            walk(proxy);
        }
    }

    @Test
    void nginxWorksToo() throws Exception {
        Path nginx = Stream.of("/usr/sbin/nginx", "/usr/bin/nginx", "/usr/local/bin/nginx")
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst()
                .orElse(null);
        assumeTrue(
                nginx != null,
                "SKIPPED: there is no nginx here, so the service was tried behind the test's own proxy only");
        try (TlsProxy proxy = TlsProxy.nginx(nginx, home, port)) {
            walk(proxy);
        }
    }

    private static void walk(TlsProxy proxy) throws Exception {
        String root = "https://localhost:" + proxy.port();
        HttpClient client = HttpClient.newBuilder().sslContext(proxy.trust()).build();
        HttpResponse<String> opened = send(
                client,
                HttpRequest.newBuilder(URI.create(root + TlsProxy.PATH + "/v1/jobs"))
                        .header("Content-Type", "image/jpeg")
                        .POST(HttpRequest.BodyPublishers.ofFile(Path.of("samples/portrait.jpg"))));
        assertThat(opened.statusCode()).as(opened.body()).isEqualTo(202);
        String self = JSON.readTree(opened.body()).at("/links/self").asText();
        assertThat(self).startsWith(TlsProxy.PATH + "/v1/jobs/");
        assertThat(opened.headers().firstValue("Location")).contains(root + self);
        assertThat(opened.headers().firstValue("Strict-Transport-Security")).contains("max-age=31536000");

        JsonNode done = done(
                client,
                URI.create(
                        root + JSON.readTree(opened.body()).at("/links/events").asText()));
        assertThat(done.path("state").asText()).isEqualTo("done");
        for (JsonNode output : done.at("/frames/0/outputs")) {
            assertThat(get(client, root + output.path("href").asText()).statusCode())
                    .isEqualTo(200);
        }
        assertThat(get(client, root + done.at("/links/zip").asText()).statusCode())
                .isEqualTo(200);
        assertThat(send(client, HttpRequest.newBuilder(URI.create(root + self)).DELETE())
                        .statusCode())
                .isEqualTo(204);

        HttpResponse<String> permitted = send(
                client,
                HttpRequest.newBuilder(URI.create(root + TlsProxy.PATH + "/v1/uploads"))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(
                                "{\"name\": \"a.jpg\", \"contentType\": \"image/jpeg\", \"size\": 9}")));
        String state = JSON.readTree(permitted.body()).at("/links/state").asText();
        assertThat(permitted.headers().firstValue("Location")).contains(root + state);
        assertThat(get(client, root + state).body()).contains("waiting");

        JsonNode api = JSON.readTree(
                get(client, root + TlsProxy.PATH + "/q/openapi?format=json").body());
        assertThat(api.at("/servers/0/url").asText()).isEqualTo(TlsProxy.PATH);
        page(client, root);
        caller(proxy);
    }

    /** All that the page loads is below the path. */
    private static void page(HttpClient client, String root) throws Exception {
        URI page = URI.create(root + TlsProxy.PATH + "/");
        List<String> loaded = Pattern.compile("(?:src|href)=\"([^\"]+)\"")
                .matcher(get(client, page.toString()).body())
                .results()
                .map(address -> address.group(1))
                .toList();
        assertThat(loaded).hasSizeGreaterThanOrEqualTo(3);
        for (String address : loaded) {
            assertThat(get(client, page.resolve(address).toString()).statusCode())
                    .as(address)
                    .isEqualTo(200);
        }
    }

    /** What the caller claims of itself doesn't count, but what the proxy saw. */
    private static void caller(TlsProxy proxy) throws Exception {
        String request = "walk-" + proxy.port();
        String refused = call(
                CALLER,
                proxy.trust(),
                proxy.port(),
                TlsProxy.PATH + "/v1/parse",
                new byte[1],
                "X-Forwarded-For: 203.0.113.9",
                "X-Request-Id: " + request,
                "Origin: https://elsewhere.example");
        assertThat(refused).startsWith("HTTP/1.1 403");
        assertThat(refusedFrom(request)).isEqualTo(CALLER);
    }

    private static String refusedFrom(String request) throws Exception {
        return limn.await("refused .* from ([0-9.]+), request " + request, LIMIT)
                .group(1);
    }

    @Test
    void forwardedHeadersAreTrustedFromTheProxyOnly() throws Exception {
        byte[] frame = Files.readAllBytes(Path.of("samples/portrait.jpg"));
        for (String forged :
                List.of("X-Forwarded-Proto: https", "Forwarded: for=203.0.113.9;proto=https;host=other.example")) {
            String opened = call(
                    STRANGER,
                    null,
                    port,
                    "/v1/jobs",
                    frame,
                    forged,
                    "X-Forwarded-For: 203.0.113.9",
                    "X-Forwarded-Host: other.example",
                    "Content-Type: image/jpeg");
            assertThat(opened)
                    .startsWith("HTTP/1.1 202")
                    .containsIgnoringCase("\nLocation: http://localhost:" + port + TlsProxy.PATH + "/v1/jobs/")
                    .doesNotContainIgnoringCase("Strict-Transport-Security");
            String request = "forged-" + forged.substring(0, forged.indexOf(':'));
            call(
                    STRANGER,
                    null,
                    port,
                    "/v1/parse",
                    new byte[1],
                    forged,
                    "X-Forwarded-For: 203.0.113.9",
                    "X-Request-Id: " + request,
                    "Origin: https://elsewhere.example");
            assertThat(refusedFrom(request)).isEqualTo(STRANGER);
        }
    }

    private static JsonNode done(HttpClient client, URI events) throws Exception {
        HttpResponse<Stream<String>> answer =
                client.send(HttpRequest.newBuilder(events).timeout(LIMIT).build(), HttpResponse.BodyHandlers.ofLines());
        try (Stream<String> lines = answer.body()) {
            boolean last = false;
            for (String line : (Iterable<String>) lines::iterator) {
                last = last || line.equals("event:done") || line.equals("event: done");
                Matcher data = Pattern.compile("data: ?(\\{.*)").matcher(line);
                if (last && data.matches()) {
                    return JSON.readTree(data.group(1));
                }
            }
        }
        throw new AssertionError("the stream ended before it was done");
    }

    private static HttpResponse<String> get(HttpClient client, String address) throws Exception {
        return send(client, HttpRequest.newBuilder(URI.create(address)));
    }

    private static HttpResponse<String> send(HttpClient client, HttpRequest.Builder request) throws Exception {
        return client.send(request.timeout(LIMIT).build(), HttpResponse.BodyHandlers.ofString());
    }
}
