package io.limn.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** A presigned address of the embedded store permits what was signed, and no more. */
@ExtendWith(LocalServers.class)
class PresignedTest {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Duration VALID = Duration.ofMinutes(5);

    private EmbeddedS3 server;
    private ObjectStore store;

    @BeforeEach
    void start(EmbeddedS3 server, ObjectStore client) {
        this.server = server;
        store = client;
        wait(store.upload(
                "uploads", "shot/secret.jpg", "SECRET".getBytes(StandardCharsets.UTF_8), "image/jpeg", Map.of()));
    }

    private static <T> T wait(Uni<T> uni) {
        return uni.await().atMost(Duration.ofSeconds(30));
    }

    private SignedCall permit(int size) {
        return wait(store.signedPut("uploads", "own/a.jpg", "image/jpeg", size, VALID));
    }

    private int put(URI url, byte[] body, Map<String, String> headers) throws Exception {
        HttpRequest.Builder call = HttpRequest.newBuilder(url).PUT(HttpRequest.BodyPublishers.ofByteArray(body));
        headers.forEach(call::header);
        return HTTP.send(call.build(), HttpResponse.BodyHandlers.discarding()).statusCode();
    }

    @Test
    void anUnsignedHeaderIsRefusedAndCopiesNoObject() throws Exception {
        for (Map<String, String> more : List.of(
                Map.of("x-amz-copy-source", "/uploads/shot/secret.jpg", "x-amz-metadata-directive", "REPLACE"),
                Map.of("X-Amz-Copy-Source", "uploads/shot/secret.jpg"),
                Map.of("x-amz-meta-limn-opacity", "0"),
                Map.of("x-amz-acl", "public-read"),
                Map.of("x-amz-decoded-content-length", "500"),
                Map.of("x-amz-content-sha256", "STREAMING-UNSIGNED-PAYLOAD-TRAILER"))) {
            Map<String, String> headers = new HashMap<>(more);
            headers.put("Content-Type", "image/jpeg");
            assertThat(put(permit(1).url(), new byte[1], headers))
                    .as("%s", more)
                    .isEqualTo(403);
        }
        assertThatThrownBy(() -> wait(store.head("uploads", "own/a.jpg"))).isInstanceOf(StoreException.class);
        assertThat(put(permit(1).url(), new byte[1], Map.of("Content-Type", "image/jpeg")))
                .isEqualTo(200);
    }

    @Test
    void aBodyMustHaveTheSignedLengthHoweverItIsSent() throws Exception {
        String chunks = "a\r\n0123456789\r\n0\r\n\r\n";
        assertThat(raw("Content-Length: 5\r\nTransfer-Encoding: chunked\r\n", chunks))
                .matches("HTTP/1.1 4.*");
        assertThat(raw("Transfer-Encoding: chunked\r\nContent-Length: 5\r\n", chunks))
                .matches("HTTP/1.1 4.*");
        assertThat(raw("Transfer-Encoding: chunked\r\n", chunks)).matches("HTTP/1.1 4.*");
        assertThat(raw("Content-Length: 10\r\n", "0123456789")).startsWith("HTTP/1.1 403");
        assertThatThrownBy(() -> wait(store.head("uploads", "own/a.jpg"))).isInstanceOf(StoreException.class);
    }

    private String raw(String lengths, String body) throws IOException {
        URI url = permit(5).url();
        try (Socket socket = new Socket(url.getHost(), url.getPort())) {
            socket.setSoTimeout(20_000);
            OutputStream out = socket.getOutputStream();
            out.write(("PUT " + url.getRawPath() + "?" + url.getRawQuery() + " HTTP/1.1\r\nHost: " + url.getAuthority()
                            + "\r\nContent-Type: image/jpeg\r\n" + lengths + "Connection: close\r\n\r\n" + body)
                    .getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8).split("\r\n")[0];
        }
    }

    @Test
    void anAddressThatTakesAnyTypeReadsABodyDeclaredAsAForm() throws Exception {
        try (S3Presigner signer = S3Presigner.builder()
                .region(Region.US_EAST_1)
                .endpointOverride(server.endpoint())
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(server.accessKey(), server.secretKey())))
                .serviceConfiguration(
                        S3Configuration.builder().pathStyleAccessEnabled(true).build())
                .build()) {
            URI url = signer.presignPutObject(p -> p.signatureDuration(VALID)
                            .putObjectRequest(r -> r.bucket("uploads").key("form/db.jpg")))
                    .url()
                    .toURI();
            byte[] body = "a=b&c=%zz".getBytes(StandardCharsets.UTF_8);
            assertThat(put(url, body, Map.of("Content-Type", "application/x-www-form-urlencoded")))
                    .isEqualTo(200);
            assertThat(wait(store.get("uploads", "form/db.jpg", 100))).isEqualTo(body);
        }
    }
}
