package io.limn.http.body;

import static io.limn.http.LargeCalls.givenLarge;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.limn.http.ScriptedQueue;
import io.limn.http.Scripts;
import io.limn.http.TightLimits;
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
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A caller that holds a connection, a body or an answer without using it loses it, and others are served meanwhile. The attacks that only
 * wait for a time-out start together, with the first test, and each test waits for the end of its own.
 */
@QuarkusTest
@TestProfile(TightLimits.class)
class HoldingTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    /** Connections that were refused or cut off; that each of them is closed is seen at the end. */
    private static final List<Future<?>> ENDS = new CopyOnWriteArrayList<>();

    private static ExecutorService attackers;
    private static Future<?> heads;
    private static Future<?> byteByByte;
    private static List<Future<?>> readers;

    private interface Attack {
        void run() throws Exception;
    }

    @Inject
    ScriptedQueue queue;

    @ConfigProperty(name = "limn.http.form-directory")
    Path forms;

    @BeforeEach
    void theQueueParses() {
        queue.play(Scripts.parses());
    }

    @BeforeEach
    void slowAttacksHaveStarted() {
        if (attackers == null) {
            attackers = Executors.newCachedThreadPool();
            heads = begin(HoldingTest::sendHeadsThatDoNotCome);
            byteByByte = begin(HoldingTest::sendAHeadByteByByte);
            readers = List.of(begin(() -> readAnswersSlowly(0)), begin(() -> readAnswersSlowly(1)));
        }
    }

    @AfterAll
    static void everyConnectionThatWasRefusedIsClosed() throws Exception {
        try {
            for (Future<?> end : ENDS) {
                over(end);
            }
        } finally {
            attackers.shutdownNow();
        }
    }

    private static Future<?> begin(Attack attack) {
        return attackers.submit(() -> {
            attack.run();
            return null;
        });
    }

    private static void over(Future<?> attack) throws Exception {
        try {
            attack.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof AssertionError failed) {
                throw failed;
            }
            throw e;
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

    /** @return the answer, of which the connection's end is waited for in {@link #ENDS} */
    private static String answer(Socket socket) throws IOException {
        socket.setSoTimeout(15_000);
        InputStream in = socket.getInputStream();
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) in.read());
        }
        Matcher length = Pattern.compile("(?i)content-length: (\\d+)").matcher(head);
        assertThat(length.find()).as(head.toString()).isTrue();
        byte[] body = in.readNBytes(Integer.parseInt(length.group(1)));
        ENDS.add(begin(() -> end(socket)));
        return head + new String(body, StandardCharsets.UTF_8);
    }

    private long files() throws IOException {
        try (Stream<Path> all = Files.walk(forms)) {
            return all.filter(file -> file.getFileName().toString().startsWith("part-"))
                    .count();
        }
    }

    private void untilNoFileIsLeft() throws Exception {
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
    void aBodyIsAdmittedByItsAnnouncedLengthBeforeItIsRead() throws Exception {
        String raw =
                "POST /v1/parse HTTP/1.1\r\nHost: localhost\r\nContent-Type: image/jpeg\r\nContent-Length: 1000000\r\nConnection: close\r\n\r\n";
        // Two fill their caller's half of the four that there are room for: of eight at once some are refused.
        List<Socket> all = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            all.add(open(raw));
        }
        List<String> answers = new ArrayList<>();
        for (Socket socket : all) {
            answers.add(answer(socket));
        }
        assertThat(answers).anySatisfy(admitted -> assertThat(admitted).startsWith("HTTP/1.1 408"));
        assertThat(answers).anySatisfy(refused -> assertThat(refused)
                .startsWith("HTTP/1.1 429")
                .containsIgnoringCase("retry-after: 1")
                .contains("busy"));
    }

    @Test
    void aMissingRequestHeadTimesOut() throws Exception {
        over(heads);
    }

    private static void sendHeadsThatDoNotCome() throws IOException {
        Socket nothing = open("");
        Socket letter = open("G");
        Socket halfAHead = open("GET /v1/labels HTTP/1.1\r\nHost: localhost\r\nX-Half: ");
        String whole = "GET /v1/labels HTTP/1.1\r\nHost: localhost\r\n\r\n";
        Socket rests = open(whole);
        Socket restsInAHead = open(whole + "GET /v1/la");
        for (Socket socket : new Socket[] {nothing, letter, halfAHead}) {
            assertThat(end(socket)).doesNotContain("200 OK");
        }
        // Between two calls a connection may rest, and then it goes too.
        assertThat(end(rests)).startsWith("HTTP/1.1 200");
        assertThat(end(restsInAHead)).startsWith("HTTP/1.1 200");
    }

    @Test
    void aRequestHeadSentByteByByteTimesOut() throws Exception {
        over(byteByByte);
    }

    private static void sendAHeadByteByByte() throws IOException {
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
        over(readers.get(bytesInATenthOfASecond));
        given().get("/v1/labels").then().statusCode(200);
    }

    private static void readAnswersSlowly(int bytesInATenthOfASecond) throws IOException {
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
    }

    @Test
    void aPictureOverTheLimitIsRefusedBeforeItIsStored() throws Exception {
        String answer =
                end(open("POST /v1/jobs HTTP/1.1\r\nHost: localhost\r\nContent-Type: image/jpeg\r\nContent-Length: "
                        + (1_500_000) + "\r\nConnection: close\r\n\r\n" + "x".repeat(1_500_000)));
        assertThat(answer).startsWith("HTTP/1.1 413").contains("limn.frame.max-bytes");
        givenLarge()
                .multiPart("image", "a.jpg", new byte[1_500_000])
                .post("/v1/jobs")
                .then()
                .statusCode(413)
                .body("type", equalTo("urn:limn:problem:too-many-bytes"))
                .body("detail", containsString("Part 1 of the form ('image')"));
        untilNoFileIsLeft();
    }

    @Test
    void aFormWithAThousandPartsIsRefused() {
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
    void aPartWithoutAFileNameIsAPictureUnlessItIsText() {
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
