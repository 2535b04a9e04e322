package io.limn.http.body;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.limn.http.Scripted;
import io.limn.http.ScriptedQueue;
import io.limn.http.Scripts;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever holds a connection, a body or an answer without using it loses it, and others are served meanwhile. */
@QuarkusTest
@TestProfile(HoldingTest.Impatient.class)
class HoldingTest {
    private static final Path FORMS = folder();

    @Inject
    ScriptedQueue queue;

    @BeforeEach
    void theQueueParses() {
        queue.play(Scripts.parses());
    }

    /** Short times and little room. */
    public static class Impatient extends Scripted {
        @Override
        public Map<String, String> getConfigOverrides() {
            Map<String, String> config = new HashMap<>(super.getConfigOverrides());
            config.put("limn.http.body-wait", "2s");
            config.put("limn.http.head-timeout", "2s");
            config.put("limn.http.idle-timeout", "4s");
            config.put("limn.http.answer-wait", "2s");
            config.put("limn.http.max-open-calls", "0");
            config.put("limn.http.job-bytes", "8M");
            config.put("limn.job.queue-bytes", "4M");
            config.put("limn.frame.max-bytes", "1M");
            config.put("limn.http.form-directory", FORMS.toString());
            return config;
        }
    }

    private static Path folder() {
        try {
            return Files.createTempDirectory("limn-holding");
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static Socket open(String start) throws IOException {
        Socket socket = new Socket("localhost", RestAssured.port);
        socket.getOutputStream().write(start.getBytes(StandardCharsets.UTF_8));
        return socket;
    }

    private static String form(int announced) {
        return "POST /v1/jobs HTTP/1.1\r\nHost: localhost\r\nContent-Type: multipart/form-data; boundary=B\r\nContent-Length: "
                + announced
                + "\r\n\r\n--B\r\nContent-Disposition: form-data; name=\"image\"; filename=\"x.jpg\"\r\n\r\n"
                + "A".repeat(20_000);
    }

    /** @return what the server said before it closed; fails where it does not close in time */
    private static String end(Socket socket) throws IOException {
        socket.setSoTimeout(15_000);
        try (socket) {
            InputStream in = socket.getInputStream();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (SocketTimeoutException e) {
            throw new AssertionError("still open after 15 s", e);
        } catch (IOException reset) {
            return "";
        }
    }

    private static long files() throws IOException {
        try (Stream<Path> all = Files.walk(FORMS)) {
            return all.filter(file -> file.getFileName().toString().startsWith("part-"))
                    .count();
        }
    }

    private static void untilNoFileIsLeft() throws Exception {
        Instant end = Instant.now().plus(Duration.ofSeconds(15));
        while (files() > 0 && Instant.now().isBefore(end)) {
            Thread.onSpinWait();
        }
        assertThat(files()).isZero();
    }

    @Test
    void halfOpenPostsAreCutOffAndTheirFilesGoWithThem() throws Exception {
        List<Socket> held = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            held.add(open(form(60_000)));
        }
        given().get("/v1/labels").then().statusCode(200);
        for (Socket socket : held.subList(0, 20)) {
            socket.close();
        }
        for (Socket socket : held.subList(20, 30)) {
            socket.setSoLinger(true, 0);
            socket.close();
        }
        for (Socket socket : held.subList(30, 60)) {
            assertThat(end(socket)).startsWith("HTTP/1.1 408").contains("body-too-slow");
        }
        untilNoFileIsLeft();
    }

    @Test
    void aBodyIsAdmittedByWhatItAnnouncesBeforeItIsRead() throws Exception {
        String raw =
                "POST /v1/parse HTTP/1.1\r\nHost: localhost\r\nContent-Type: image/jpeg\r\nContent-Length: 1000000\r\n\r\n";
        List<Socket> held = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            held.add(open(raw));
        }
        // Two fill their caller's half of the four that there are room for.
        String third = "";
        for (int i = 0; i < 3 && !third.startsWith("HTTP/1.1 429"); i++) {
            third = end(open(raw));
        }
        assertThat(third)
                .startsWith("HTTP/1.1 429")
                .containsIgnoringCase("retry-after: 1")
                .contains("busy");
        for (Socket socket : held) {
            socket.close();
        }
    }

    @Test
    void aHeadThatDoesNotComeEndsItsConnection() throws Exception {
        for (String head : new String[] {"", "G", "GET /v1/labels HTTP/1.1\r\nHost: localhost\r\nX-Half: "}) {
            assertThat(end(open(head))).doesNotContain("200 OK");
        }
        // Between two calls a connection may rest, and then it goes too.
        String rested = end(open("GET /v1/labels HTTP/1.1\r\nHost: localhost\r\n\r\n"));
        assertThat(rested).startsWith("HTTP/1.1 200");
        String half = end(open("GET /v1/labels HTTP/1.1\r\nHost: localhost\r\n\r\nGET /v1/la"));
        assertThat(half).startsWith("HTTP/1.1 200");
    }

    @Test
    void aHeadThatComesByteByByteEndsToo() throws Exception {
        try (Socket socket = open("GET /v1/labels HTTP/1.1\r\nX: ")) {
            Instant end = Instant.now().plus(Duration.ofSeconds(15));
            socket.setSoTimeout(300);
            boolean closed = false;
            while (!closed && Instant.now().isBefore(end)) {
                try {
                    socket.getOutputStream().write('y');
                    closed = socket.getInputStream().read() < 0;
                } catch (SocketTimeoutException stillOpen) {
                    // and another byte
                } catch (IOException gone) {
                    closed = true;
                }
            }
            assertThat(closed).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void anAnswerThatIsNotReadOrReadTooSlowlyIsCutOff(int bytesInATenthOfASecond) throws Exception {
        try (Socket socket = new Socket()) {
            socket.setReceiveBufferSize(4096); // so that little of it is on its way
            socket.connect(new InetSocketAddress("localhost", RestAssured.port));
            String calls = "GET /q/openapi?format=json HTTP/1.1\r\nHost: localhost\r\n\r\n".repeat(300);
            socket.getOutputStream().write(calls.getBytes(StandardCharsets.UTF_8));
            Instant end = Instant.now().plus(Duration.ofSeconds(30));
            boolean cut = false;
            while (!cut && Instant.now().isBefore(end)) {
                LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
                try {
                    cut = bytesInATenthOfASecond > 0
                            && socket.getInputStream().read(new byte[bytesInATenthOfASecond]) < 0;
                    socket.getOutputStream().write('\r'); // a connection that was closed answers it with a reset
                } catch (IOException reset) {
                    cut = true;
                }
            }
            assertThat(cut).as("cut off within 30 s").isTrue();
        }
        given().get("/v1/labels").then().statusCode(200);
    }

    @Test
    void aPictureOverTheLimitIsRefusedBeforeItIsStored() throws Exception {
        String answer =
                end(open("POST /v1/jobs HTTP/1.1\r\nHost: localhost\r\nContent-Type: image/jpeg\r\nContent-Length: "
                        + (1_500_000) + "\r\nConnection: close\r\n\r\n" + "x".repeat(1_500_000)));
        assertThat(answer).startsWith("HTTP/1.1 413").contains("limn.frame.max-bytes");
        given().multiPart("image", "a.jpg", new byte[1_500_000])
                .post("/v1/jobs")
                .then()
                .statusCode(413)
                .body("type", equalTo("urn:limn:problem:too-many-bytes"))
                .body("detail", containsString("Part 1 of the form ('image')"));
        untilNoFileIsLeft();
    }

    @Test
    void aFormOfAThousandPartsIsRefusedByItsNumberOfThem() {
        StringBuilder form = new StringBuilder();
        for (int i = 0; i < 1_500; i++) {
            form.append("--B\r\nContent-Disposition: form-data; name=\"f\"\r\n\r\nx\r\n");
        }
        given().header("Content-Type", "multipart/form-data; boundary=B")
                .body(form.append("--B--\r\n").toString().getBytes(StandardCharsets.UTF_8))
                .post("/v1/jobs")
                .then()
                .statusCode(413)
                .body("type", equalTo("urn:limn:problem:too-many-parts"));
        given().multiPart("field", "y".repeat(100_000))
                .multiPart("image", "a.jpg", new byte[3])
                .post("/v1/parse")
                .then()
                .statusCode(413)
                .body("detail", containsString("'field'"));
    }

    @Test
    void aPartWithoutAFileNameIsAPictureAndOneOfTextIsNone() {
        for (String path : new String[] {"/predict", "/v1/parse", "/v1/jobs"}) {
            for (String type : new String[] {"Content-Type: image/jpeg\r\n", ""}) {
                given().header("Content-Type", "multipart/form-data; boundary=B")
                        .body(("--B\r\nContent-Disposition: form-data; name=\"image\"\r\n" + type
                                        + "\r\nbytes\r\n--B--\r\n")
                                .getBytes(StandardCharsets.UTF_8))
                        .post(path)
                        .then()
                        .statusCode(path.endsWith("jobs") ? 202 : 200);
            }
        }
        given().multiPart("image", "text, not a file")
                .post("/v1/parse")
                .then()
                .statusCode(400)
                .body("detail", containsString("has no filename"));
    }
}
